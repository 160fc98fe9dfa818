package profdiff_test

import (
	"fmt"

	"github.com/bufbench/bufbench/internal/revisions/profdiff"
)

// The head decodes a field more: 100 samples of 10 ms by a million operations
// are 1 µs of each.
func Example() {
	base := timed().ticks("codec.field codec.Decode codec.BenchmarkDecode", 200).side(1e6)
	head := timed().ticks("codec.field codec.Decode codec.BenchmarkDecode", 300).side(1e6)
	d, err := profdiff.Diff(base, head, "cpu")
	if err != nil {
		fmt.Println(err)
		return
	}
	first := d.Functions[0]
	share, _ := d.Share(first.Flat)
	fmt.Printf("%s takes %+g ns more, ± %.0f, %g of the difference; by chance: %v\n", first.Name, first.Flat.Diff(), first.Flat.Err, share, first.Flat.Chance)
	// Output: codec.field takes +1000 ns more, ± 224, 1 of the difference; by chance: false
}
