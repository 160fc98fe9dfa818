package profile

import (
	"slices"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/internal/revisions/unitprice"
)

// TestPriceable: only what a benchmark does needs a price. Two reads make a price per byte.
func TestPriceable(t *testing.T) {
	for _, test := range []struct {
		sizes []int64
		done  budget.Amounts
		want  []unitprice.Item
	}{
		{nil, budget.Amounts{}, nil},
		{[]int64{64}, budget.Amounts{Calls: 1}, []unitprice.Item{{Kind: unitprice.Object, Size: 64}, {Kind: unitprice.Call}}},
		{nil, budget.Amounts{Faults: 2, Requests: 2, Bytes: 16 << 10}, []unitprice.Item{{Kind: unitprice.Fault}, {Kind: unitprice.Read, Size: 1}, {Kind: unitprice.Read, Size: 8 << 10}}},
		{nil, budget.Amounts{Requests: 1}, []unitprice.Item{{Kind: unitprice.Read, Size: 1}, {Kind: unitprice.Read, Size: shortRead}}},
	} {
		if got := priceable(test.sizes, test.done); !slices.Equal(got, test.want) {
			t.Errorf("of %v and %+v the items are %v, want %v", test.sizes, test.done, got, test.want)
		}
	}
	list := priceList([]unitprice.Price{
		{Item: unitprice.Item{Kind: unitprice.Object, Size: 64}, Time: unitprice.Ways{Alone: 20, Behind: 30}, Collecting: unitprice.Ways{Alone: 1, Behind: 2}},
		{Item: unitprice.Item{Kind: unitprice.Fault}, Time: unitprice.Ways{Alone: 900, Behind: 1000}},
		{Item: unitprice.Item{Kind: unitprice.Call}, Time: unitprice.Ways{Alone: 40, Behind: 50}},
		{Item: unitprice.Item{Kind: unitprice.Read, Size: 1}, Time: unitprice.Ways{Alone: 300, Behind: 400}},
		{Item: unitprice.Item{Kind: unitprice.Read, Size: 4097}, Time: unitprice.Ways{Alone: 300 + 4096, Behind: 390}},
	})
	if o := list.Objects; len(o) != 1 || o[0].Size != 64 || !slices.Equal(o[0].Allocating, []float64{20, 30}) || !slices.Equal(o[0].Collecting, []float64{1, 2}) {
		t.Errorf("the prices of objects are %+v", o)
	}
	for _, test := range []struct{ got, want []float64 }{
		{list.Fault, []float64{900, 1000}}, {list.Call, []float64{40, 50}}, {list.Request, []float64{300, 400}}, {list.Byte, []float64{1, 0}},
	} {
		if !slices.Equal(test.got, test.want) {
			t.Errorf("a price is %v, want %v", test.got, test.want)
		}
	}
}
