package budget

import (
	"cmp"
	"slices"
	"strings"
)

// Heap is what an operation of a benchmark allocates, by two sources.
type Heap struct {
	Bytes, Objects float64 // per operation, as package testing counted them
	Sites          []Site  // of a memory profile that recorded every allocation
	Ops            int64   // operations of that profile; 0 if there is none
}

// Site is a place in a program that allocates objects of one size.
type Site struct {
	Frames  []string // functions, the innermost first
	Size    int64    // of an object, in bytes, as the allocator rounds it
	Objects int64
}

// Class are the objects of one size, per operation.
type Class struct {
	Size    int64 // bytes
	Objects float64
	Site    string // the function that allocates most of them
}

// Bytes are those of an operation.
func (c Class) Bytes() float64 { return float64(c.Size) * c.Objects }

// Profiled are the bytes and the objects of an operation by the memory profile.
func (t Trace) Profiled() (bytes, objects float64) {
	for _, c := range t.Classes {
		bytes, objects = bytes+c.Bytes(), objects+c.Objects
	}
	return bytes, objects
}

// classes are the sizes of objects that the benchmark allocates.
func (h Heap) classes() (all []Class) {
	sites := map[int64]map[string]int64{}
	for _, s := range h.Sites {
		frames, row := placeOf(s.Frames)
		if len(frames) == 0 || row == Scheduling { // the runtime's own threads
			continue
		}
		if sites[s.Size] == nil {
			sites[s.Size] = map[string]int64{}
		}
		sites[s.Size][caller(frames)] += s.Objects
	}
	for size, by := range sites {
		c := Class{Size: size}
		for name, n := range by {
			c.Objects += float64(n) / float64(h.Ops)
			if c.Site == "" || n > by[c.Site] || n == by[c.Site] && name < c.Site {
				c.Site = name
			}
		}
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b Class) int { return cmp.Or(cmp.Compare(b.Bytes(), a.Bytes()), cmp.Compare(a.Size, b.Size)) })
	return all
}

// caller is the innermost function outside of the runtime.
func caller(frames []string) string {
	for _, f := range frames {
		if !strings.HasPrefix(f, "runtime.") && !strings.HasPrefix(f, "internal/runtime/") {
			return f
		}
	}
	return frames[0]
}
