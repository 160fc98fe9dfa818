package option

import (
	"fmt"
	"slices"
	"strings"
)

// Nearest proposes the nearest of the known names.
func Nearest(name string, known []string) string {
	if len(known) == 0 {
		return ""
	}
	lower := strings.ToLower(name)
	far := func(k string) int {
		if strings.HasPrefix(strings.ToLower(k), lower) {
			return 0 // a name cut short
		}
		return distance(lower, strings.ToLower(k))
	}
	nearest := slices.MinFunc(known, func(a, b string) int { return far(a) - far(b) })
	return fmt.Sprintf("; did you mean %q?", nearest)
}

// distance is how many letters to insert, delete or replace to get from a to
// b: Levenshtein, Soviet Physics Doklady 10 (1966).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replace := diagonal
			if a[i] != b[j] {
				replace++
			}
			diagonal = row[j+1]
			row[j+1] = min(replace, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
