package report

import "fmt"

// counted is a number of things in words: 1 case, 3 cases.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// has is the verb of a number of things.
func has(n int) string {
	if n == 1 {
		return "has"
	}
	return "have"
}
