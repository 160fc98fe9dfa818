package codediff

import (
	"fmt"
	"strings"
)

// Difference is a function, or a piece of data, that is not the same on both sides.
type Difference struct {
	Name         string
	Instructions int // how many differ; 0 for data
}

// String is the name without the path of its package, and how much differs.
func (d Difference) String() string {
	name := d.Name[strings.LastIndexByte(d.Name, '/')+1:]
	switch d.Instructions {
	case 0:
		return name
	case 1:
		return name + " (1 instruction)"
	}
	return fmt.Sprintf("%s (%d instructions)", name, d.Instructions)
}
