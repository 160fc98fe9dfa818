// Package sum is what the benchmarks of another module measure.
package sum

const rounds = 5000

// Of mixes numbers up to n into one.
func Of(n int) (sum int) {
	for i := range n * rounds {
		sum = sum*31 + i
	}
	return sum
}
