package budget

import (
	"slices"
	"strings"
)

// Stack is a place in a program, and how many CPU samples hit it.
type Stack struct {
	Frames  []string // functions, the innermost first
	Samples int64
}

// folded adds up the samples of equal stacks, and sorts them from the outermost frame on.
func folded(stacks []Stack) (all []Stack) {
	at := map[string]int{}
	for _, s := range stacks {
		key := strings.Join(s.Frames, "\n")
		if i, known := at[key]; known {
			all[i].Samples += s.Samples
			continue
		}
		at[key] = len(all)
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b Stack) int { return slices.Compare(outward(a.Frames), outward(b.Frames)) })
	return all
}

// outward are frames with the outermost first.
func outward(frames []string) []string {
	frames = slices.Clone(frames)
	slices.Reverse(frames)
	return frames
}
