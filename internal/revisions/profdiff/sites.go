package profdiff

import (
	"strconv"
	"strings"

	"github.com/google/pprof/profile"
)

// Site is a place in the program that allocated objects of one size.
type Site struct {
	Frames  []string // functions, the innermost first
	Size    int64    // of an object, in bytes, as the allocator rounds it
	Objects int64
}

// key is equal for sites of one stack and size.
func (s Site) key() string { return strconv.FormatInt(s.Size, 10) + " " + strings.Join(s.Frames, "\n") }

// Sites returns the allocations of a memory profile, one per stack and size. They are
// counts only if the profile recorded every allocation.
func (s Side) Sites() ([]Site, error) {
	objects, err := valuesOf(s.Profile, "alloc_objects")
	if err != nil {
		return nil, err
	}
	var all []Site
	at := map[string]int{}
	for _, sample := range s.Profile.Sample {
		n := sample.Value[objects.at]
		if n == 0 {
			continue
		}
		one := Site{stack(sample), sizeOf(sample, sample.Value[objects.space]/n), n}
		if i, known := at[one.key()]; known {
			all[i].Objects += n
			continue
		}
		at[one.key()] = len(all)
		all = append(all, one)
	}
	return all, nil
}

// sizeOf is the size of the objects of a sample, which its label says. Mean is their mean
// size.
func sizeOf(s *profile.Sample, mean int64) int64 {
	if sizes := s.NumLabel["bytes"]; len(sizes) == 1 {
		return sizes[0]
	}
	return mean
}

// Period returns the nanoseconds of processor time that a sample of a CPU profile stands
// for.
func (s Side) Period() float64 { return float64(s.Profile.Period) }

// Less returns the sites of a run without the objects of a shorter run. It leaves out
// sites that have as many objects in both: they belong to a set-up.
func Less(sites, shorter []Site) (all []Site) {
	before := map[string]int64{}
	for _, one := range shorter {
		before[one.key()] = one.Objects
	}
	for _, one := range sites {
		if one.Objects -= before[one.key()]; one.Objects != 0 {
			all = append(all, one)
		}
	}
	return all
}
