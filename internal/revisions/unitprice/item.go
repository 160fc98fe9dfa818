package unitprice

import "fmt"

// Kind is what an item is one of.
type Kind string

// The kinds of items.
const (
	Object Kind = "object" // of Size bytes on Go's heap
	Fault  Kind = "fault"  // the first touch of a page
	Call   Kind = "call"   // an empty call into C
	Read   Kind = "read"   // a system call that reads Size bytes of a file in memory
)

// Item is what has a price.
type Item struct {
	Kind Kind
	Size int64 // bytes; 0 where the kind has no size
}

// String is the name of the item in the program.
func (i Item) String() string { return fmt.Sprintf("%s:%d", i.Kind, i.Size) }
