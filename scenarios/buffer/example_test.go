package buffer_test

import (
	"errors"
	"fmt"
	"log"

	"github.com/bufbench/bufbench/scenarios/buffer"
)

// A column of a matrix that somebody else owns: seen, summed and changed where
// it is, while the owner cannot take the memory away.
func Example() {
	memory := make([]byte, 6)
	lease := buffer.NewLease(func() error { fmt.Println("the owner may go"); return nil }, memory)
	matrix, err := buffer.New(lease, 0, buffer.Layout{Format: "B", Shape: []int{2, 3}})
	if err != nil {
		log.Fatal(err)
	}
	copy(memory, []byte{1, 2, 3, 4, 5, 6})

	column, err := matrix.Slice(1, buffer.Range{Start: 1, Stop: 2})
	if err != nil {
		log.Fatal(err)
	}
	rows, err := buffer.Strided[byte](column)
	if err != nil {
		log.Fatal(err)
	}
	sum := 0
	for row := range rows.All() {
		for i := range row.Len() {
			sum += int(row.At(i))
		}
	}
	fmt.Println(column.Shape(), column.Strides(), sum)

	if err := column.Set(50, -1, 0); err != nil {
		log.Fatal(err)
	}
	fmt.Println(memory)
	if _, err := buffer.As[byte](column); errors.Is(err, buffer.ErrContiguity) {
		fmt.Println(err)
	}

	_ = matrix.Release() // the column still counts
	fmt.Println(errors.Is(lease.Release(), buffer.ErrExported))
	_ = column.Release()
	// Output:
	// [2 1] [3 1] 7
	// [1 2 3 4 50 6]
	// buffer: slice of uint8 of view "B" shape [2 1] strides [3 1]: contiguity: asked for C order; go over it by Runs or Strided, or copy it
	// true
	// the owner may go
}

func ExampleView_Runs() {
	v, err := buffer.Of([]byte("abcdefghi")).Cast("B", 3, 3)
	if err != nil {
		log.Fatal(err)
	}
	defer v.Release()
	left, err := v.Slice(1, buffer.Until(2))
	if err != nil {
		log.Fatal(err)
	}
	defer left.Release()
	for run := range left.Runs() {
		fmt.Printf("%s ", run)
	}
	// Output: ab de gh
}

func ExampleView_CopyTo() {
	v := buffer.Of([]int16{1, 2, 3, 4})
	back, err := v.Slice(0, buffer.Every(-2))
	if err != nil {
		log.Fatal(err)
	}
	before := buffer.Copied()
	kept := make([]int16, 2)
	dst := buffer.Of(kept)
	err = dst.With(func(p []byte) error {
		_, err := back.CopyTo(p, buffer.OrderC)
		return err
	})
	fmt.Println(kept, err, buffer.Copied()-before, "bytes copied")
	// Output: [4 2] <nil> 4 bytes copied
}
