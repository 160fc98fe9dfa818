package show

import "github.com/bufbench/bufbench/internal/result"

// Columns sorts files into groups that can be shown together: each group is of one machine
// and one build. Files that cannot be read are in the first group, for [Show] to say so.
func Columns(paths []string) (groups [][]string) {
	var first []*File // of each group
	for _, path := range paths {
		text, _ := result.ReadFile(path) // what there is
		f := &File{path: path, head: headOf(text)}
		at := 0
		for at < len(first) && apartBy(first[at], f) != "" {
			at++
		}
		if at == len(first) {
			first, groups = append(first, f), append(groups, nil)
		}
		groups[at] = append(groups[at], path)
	}
	return groups
}
