package main

import "slices"

// margin is how far a change may be found from its label, in points.
const margin = 5

// score is how well the changes found in one series agree with those that people saw.
type score struct{ f1, covering float64 }

// scoreOf scores as TCPDBench does. Source: van den Burg and Williams, "An evaluation of
// change point detection algorithms", arXiv 2003.06222.
func scoreOf(l labelled, found []int) score {
	return score{f1Of(l.labels, found), coveringOf(l.labels, found, len(l.values))}
}

// f1Of is the harmonic mean of precision, over the labels of all annotators together,
// and of recall, averaged over annotators. Index 0 counts as a label and as found.
func f1Of(labels [][]int, found []int) float64 {
	found = withZero(found)
	var union []int
	recall := 0.
	for _, l := range labels {
		l = withZero(l)
		union = append(union, l...)
		recall += float64(hits(l, found)) / float64(len(l)) / float64(len(labels))
	}
	precision := float64(hits(withZero(union), found)) / float64(len(found))
	return 2 * precision * recall / (precision + recall)
}

// withZero returns the different indexes of at and 0, in order.
func withZero(at []int) []int {
	all := append([]int{0}, at...)
	slices.Sort(all)
	return slices.Compact(all)
}

// hits is how many labels have a found change of their own within the margin.
func hits(labels, found []int) int {
	free, n := slices.Clone(found), 0
	for _, l := range labels {
		best := -1
		for i, f := range free {
			if d := abs(f - l); d <= margin && (best < 0 || d < abs(free[best]-l)) {
				best = i
			}
		}
		if best >= 0 {
			free = slices.Delete(free, best, best+1)
			n++
		}
	}
	return n
}

func abs(i int) int { return max(i, -i) }

// coveringOf is the mean over annotators of how well the segments found cover theirs:
// the largest overlap (Jaccard) of each segment, weighted by its length.
func coveringOf(labels [][]int, found []int, n int) float64 {
	sum := 0.
	ours := append(withZero(found), n)
	for _, l := range labels {
		theirs := append(withZero(l), n)
		for i := 1; i < len(theirs); i++ {
			from, to := theirs[i-1], theirs[i]
			best := 0.
			for k := 1; k < len(ours); k++ {
				both := min(to, ours[k]) - max(from, ours[k-1])
				if both > 0 {
					best = max(best, float64(both)/float64(max(to, ours[k])-min(from, ours[k-1])))
				}
			}
			sum += best * float64(to-from) / float64(n)
		}
	}
	return sum / float64(len(labels))
}
