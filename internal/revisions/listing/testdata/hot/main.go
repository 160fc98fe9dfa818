// Program hot has a function that a test lists.
package main

//go:noinline
func hot(p []byte) (sum int) {
	for _, b := range p {
		sum += int(b)
	}
	return sum
}

func main() { println(hot(make([]byte, 9))) }
