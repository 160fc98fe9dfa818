package gotest

import "golang.org/x/sys/unix"

// processors returns the processors that this process may run on, or nil if the system
// does not tell.
func processors() []int {
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
