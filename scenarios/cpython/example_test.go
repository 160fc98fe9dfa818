//go:build cpython && cgo

package cpython_test

import (
	"fmt"
	"log"

	"github.com/bufbench/bufbench/scenarios/buffer"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

// A column of an array that Python owns is summed and changed from Go, where it
// is; then a slice of Go's is summed by Python, where it is.
func Example() {
	py, err := cpython.Start()
	if err != nil {
		log.Fatal(err)
	}
	object, err := py.Eval("memoryview(bytearray(range(6))).cast('B', (2, 3))", nil)
	if err != nil {
		log.Fatal(err)
	}
	defer object.Close()

	b, err := py.Buffer(object, cpython.Full)
	if err != nil {
		log.Fatal(err)
	}
	matrix, err := b.View()
	if err != nil {
		log.Fatal(err)
	}
	column, err := matrix.Slice(1, buffer.Range{Start: 1, Stop: 2})
	if err != nil {
		log.Fatal(err)
	}
	list, _ := column.List()
	fmt.Println(matrix.Format(), matrix.Shape(), list)
	if err := column.Set(40, 1, 0); err != nil {
		log.Fatal(err)
	}
	fmt.Println(b.Release()) // two views of it are open
	_, _ = column.Release(), matrix.Release()

	numbers := []float64{0.5, 1.5, 40}
	export, err := py.Export(buffer.Of(numbers))
	if err != nil {
		log.Fatal(err)
	}
	names := map[string]*cpython.Object{"python": object, "go": export.Object()}
	sum, err := py.Eval("str(sum(memoryview(go)) + python[1, 1]).encode()", names)
	if err != nil {
		log.Fatal(err)
	}
	defer sum.Close()
	text, _ := sum.Memory()
	fmt.Printf("%s %v\n", text, export.Close())
	// Output:
	// B [2 3] [[1] [4]]
	// buffer: release of the lease: still exported: 2 views or operations are open; release them first
	// 82.0 <nil>
}
