package machine

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// mostCPUs bounds the numbers of CPUs, so that a file of nonsense costs little:
// Linux knows so many.
const mostCPUs = 1 << 13

// cpuList are the numbers that a list such as 0-3,8 names, in order; none if it
// is no such list.
func cpuList(list string) (all []int) {
	for part := range strings.SplitSeq(list, ",") {
		from, to, isRange := strings.Cut(part, "-")
		if !isRange {
			to = from
		}
		first, err1 := strconv.Atoi(from)
		last, err2 := strconv.Atoi(to)
		if err1 != nil || err2 != nil || first < 0 || last < first || last >= mostCPUs {
			return nil
		}
		for cpu := first; cpu <= last; cpu++ {
			all = append(all, cpu)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// listOf writes ordered numbers as the kernel does: 0-3,8.
func listOf(cpus []int) string {
	var parts []string
	for i := 0; i < len(cpus); {
		end := i
		for end+1 < len(cpus) && cpus[end+1] == cpus[end]+1 {
			end++
		}
		part := strconv.Itoa(cpus[i])
		if end > i {
			part += "-" + strconv.Itoa(cpus[end])
		}
		parts = append(parts, part)
		i = end + 1
	}
	return strings.Join(parts, ",")
}

// without are the numbers of all that are not among some.
func without(all, some []int) (rest []int) {
	for _, cpu := range all {
		if _, found := slices.BinarySearch(some, cpu); !found {
			rest = append(rest, cpu)
		}
	}
	return rest
}

// count names a number of CPUs, which may be a part of one.
func count[T int | float64](n T) string {
	if n == 1 {
		return "1 CPU"
	}
	return fmt.Sprintf("%.4g CPUs", float64(n))
}

// times names how often something happened.
func times(n int64) string {
	if n == 1 {
		return "once"
	}
	return strconv.FormatInt(n, 10) + " times"
}
