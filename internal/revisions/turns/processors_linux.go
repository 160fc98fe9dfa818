package turns

import "golang.org/x/sys/unix"

// Processors are those that this process may run on; none where that is not known.
func Processors() []int {
	var set unix.CPUSet
	if unix.SchedGetaffinity(0, &set) != nil {
		return nil
	}
	var all []int
	for cpu := range 1024 { // as many as such a set has
		if set.IsSet(cpu) {
			all = append(all, cpu)
		}
	}
	return all
}
