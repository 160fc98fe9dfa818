//go:build cpython && cgo

package python

import (
	"fmt"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

// fields are where the number lies in a record: behind so many bytes, as numpy
// calls it.
var fields = map[string]struct {
	before int
	code   string
}{
	"aligned":   {8, "=d"},
	"packed":    {4, "=d"},
	"bigendian": {4, ">d"},
}

// openNumbers makes the doubles of the case: an array or a slice of one with a
// step, or a field of numpy's records.
func openNumbers(b *bench.Block) (*items, error) {
	py, err := cpython.Start()
	if err != nil {
		return nil, err
	}
	from, at := b.Case.Get(object), b.Case.Get(layout)
	step, stepped := map[string]int{"contiguous": 1, "stride16B": 2, "stride64B": 8, "stride512B": 64}[at]
	field, recorded := fields[at]
	switch {
	case from == "array" && stepped:
		return openItems(b, doubles(py), stepOf("o", "memoryview(o)", step), 0, order{stride: step * int(word)})
	case from == "numpy" && stepped:
		return openItems(b, py.NumPy, stepOf("o.view('d')", "o.view('d')", step), 0, order{stride: step * int(word)})
	case from == "numpy" && recorded:
		records := fmt.Sprintf("o.view([('before', 'V%d'), ('number', '%s')])['number']", field.before, field.code)
		return openItems(b, py.NumPy, records, field.before, order{field.before + int(word), at == "bigendian"})
	case from == "array" && recorded:
		return nil, b.Skip("an array.array has no records", "")
	}
	return nil, fmt.Errorf("make numbers of the unknown type %q in the unknown layout %q", from, at)
}

// stepOf is all of an object, or what its slice with a step is.
func stepOf(all, sliced string, step int) string {
	if step == 1 {
		return all
	}
	return fmt.Sprintf("%s[::%d]", sliced, step)
}

// doubles makes an array.array of doubles, as the makers of package cpython make
// their objects.
func doubles(py *cpython.Interpreter) maker {
	return func(size int, fill func([]byte)) (*cpython.Object, error) {
		o, err := py.Eval(fmt.Sprintf("__import__('array').array('d', [0]) * %d", size/int(word)), nil)
		if err != nil {
			return nil, err
		}
		memory, err := o.Memory()
		if err != nil {
			o.Close()
			return nil, err
		}
		py.Do(func() { fill(memory) })
		return o, nil
	}
}
