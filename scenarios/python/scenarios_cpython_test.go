//go:build cpython && cgo

package python

import (
	"fmt"
	"slices"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

// laid is a case of so many bytes with the axes given, key and value in turns.
func laid(size bench.Bytes, axes ...string) bench.Case {
	c := bench.Case{Size: size, Passes: 1}
	for pair := range slices.Chunk(axes, 2) {
		c.Axes = append(c.Axes, bench.Axis{Key: pair[0], Value: pair[1]})
	}
	return c
}

// openAll opens a scenario as a runner does, on a block that the test closes, and
// returns the source too. It skips where numpy is missing.
func openAll[S any](t *testing.T, s bench.Of[S], c bench.Case) (src S, ops []bench.Op) {
	t.Helper()
	b := bench.NewBlock(c, 1)
	t.Cleanup(b.Close)
	make := s.Source
	s.Source = func(b *bench.Block) (S, error) {
		var err error
		src, err = make(b)
		return src, err
	}
	ops, err := s.Open(b)
	if skip := bench.Skipped(err); skip != nil {
		t.Skip(skip)
	}
	if err != nil {
		t.Fatal(err)
	}
	return src, ops
}

// keepsNothing runs 10,000 operations of each arm: none keeps a reference to the
// objects, and with it no export, and none leaves Python more memory in use.
func keepsNothing[S any](t *testing.T, s bench.Of[S], c bench.Case, objects func(S) []*cpython.Object) {
	const many = 10_000
	t.Run(s.Name+"/"+c.String(), func(t *testing.T) {
		src, ops := openAll(t, s, c)
		py := started()
		count := func() (n []int) {
			for _, o := range objects(src) {
				n = append(n, o.References())
			}
			return n
		}
		for i, arm := range s.Arms {
			ops[i].Do(1)
			before, blocks := count(), pythonBlocks(t, py)
			ops[i].Do(many)
			if after := count(); !slices.Equal(before, after) {
				t.Errorf("%s: %v references before, %v after %d operations", arm.Name, before, after, many)
			}
			if more := pythonBlocks(t, py) - blocks; more > many/10 {
				t.Errorf("%s: %d blocks of Python memory more after %d operations", arm.Name, more, many)
			}
		}
	})
}

func TestLivesKeepNothing(t *testing.T) {
	for _, size := range []bench.Bytes{1, 6} { // one window, and three
		keepsNothing(t, PySlice, laid(size, windows, "64"), func(s *sliced) []*cpython.Object {
			return []*cpython.Object{s.object, s.view}
		})
	}
	of := func(s *items) []*cpython.Object { return []*cpython.Object{s.base, s.object} }
	for _, at := range PyContiguous.Grid.Axes[0].Values {
		keepsNothing(t, PyContiguous, laid(64, layout, at), of)
	}
	for _, from := range PyArray.Grid.Axes[0].Values {
		for _, at := range PyArray.Grid.Axes[1].Values {
			keepsNothing(t, PyArray, laid(64, object, from, layout, at), of)
		}
	}
	keepsNothing(t, PyRows, laid(640, row, "64B"), func(s *rows) []*cpython.Object { return []*cpython.Object{s.object} })
	for _, way := range PyExchange.Grid.Axes[0].Values {
		for _, policy := range PyExchange.Grid.Axes[1].Values {
			keepsNothing(t, PyExchange, laid(64, direction, way, gil, policy), func(s *exchange) []*cpython.Object {
				return []*cpython.Object{s.object}
			})
		}
	}
}

// As many windows as somebody asks for are made in reasonable time.
func TestSliceIntoMany(t *testing.T) {
	const n = 100_000
	src, ops := openAll(t, PySlice, laid(2*n, windows, fmt.Sprint(n)))
	if len(src.windows) != n {
		t.Fatalf("%d windows, want %d", len(src.windows), n)
	}
	want := ops[0].Do(1)
	for i, arm := range PySlice.Arms {
		if got := ops[i].Do(1); got != want {
			t.Errorf("%s: checksum %#x, want that of copy, %#x", arm.Name, got, want)
		}
	}
}

// The rows of an image do not lie in order, and are read as if they did.
func TestRowsLieApart(t *testing.T) {
	src, ops := openAll(t, PyRows, laid(64*100, row, "64B"))
	text, err := src.made(bench.NewBlock(bench.Case{Size: 1}, 1), "bytes(memoryview(o))")
	if err != nil {
		t.Fatal(err)
	}
	whole, err := text.Memory()
	if err != nil {
		t.Fatal(err)
	}
	suboffsets, err := src.py.Eval("bytes(repr((memoryview(o).suboffsets, memoryview(o).shape)), 'ascii')", map[string]*cpython.Object{"o": src.object})
	if err != nil {
		t.Fatal(err)
	}
	defer suboffsets.Close()
	if said, _ := suboffsets.Memory(); string(said) != "((0, -1), (100, 64))" {
		t.Errorf("memoryview says %s", said)
	}
	want := PyRows.Kernel(whole, 1)
	for i, arm := range PyRows.Arms {
		if got := ops[i].Do(1); got != want {
			t.Errorf("%s: checksum %#x, want that of the bytes in order, %#x", arm.Name, got, want)
		}
	}
}

// A part alone keeps the object that it lies in, and is its first bytes, until the
// block is closed.
func TestPartsAloneKeepObjects(t *testing.T) {
	partAlone(t, PySlice, laid(4096, windows, "1"), 64, func(s *sliced) *cpython.Object { return s.object })
	for _, at := range []struct {
		layout string
		want   int
	}{{"contiguous", 64}, {"strided", 7*16 + 8}} {
		partAlone(t, PyContiguous, laid(4096, layout, at.layout), at.want, func(s *items) *cpython.Object { return s.base })
	}
	partAlone(t, PyArray, laid(4096, object, "array", layout, "stride64B"), 7*64+8, func(s *items) *cpython.Object { return s.base })
	partAlone(t, PyExchange, laid(4096, direction, "togo", gil, "held"), 64, func(s *exchange) *cpython.Object { return s.object })
}

func partAlone[S any](t *testing.T, s bench.Of[S], c bench.Case, size int, of func(S) *cpython.Object) {
	t.Run(s.Name+"/"+c.String(), func(t *testing.T) {
		b := bench.NewBlock(c, 1)
		defer b.Close()
		src, err := s.Source(b)
		if err != nil {
			t.Fatal(err)
		}
		memory, err := of(src).Memory()
		if err != nil {
			t.Fatal(err)
		}
		witness, err := started().Eval("o", map[string]*cpython.Object{"o": of(src)})
		if err != nil {
			t.Fatal(err)
		}
		defer witness.Close()
		part := s.Part(b, src).([]byte)
		first := 0
		if s.Name == "PySlice" {
			first = around
		}
		if len(part) != size || cap(part) != size || &part[0] != &memory[first] {
			t.Errorf("the part is %d bytes with room for %d, want the %d from byte %d of the object on", len(part), cap(part), size, first)
		}
		if got := witness.References(); got < 2 {
			t.Errorf("%d references with the part, want one beside the witness's", got)
		}
		b.Close()
		if got := witness.References(); got != 1 {
			t.Errorf("%d references after the block is closed, want the witness's alone", got)
		}
	})
}

// What Python allocates in an operation is seen by its own account: an arm that
// declares two copies inside Python needs memory for the second.
func TestPythonCopiesAreDeclared(t *testing.T) {
	const size = 1 * bench.MiB
	for _, at := range []string{"contiguous", "strided"} {
		src, ops := openAll(t, PyContiguous, laid(size, layout, at))
		for i, arm := range PyContiguous.Arms {
			// What is kept, or gathered by Go, is not Python's to allocate.
			want := ops[i].Cost.Copied
			switch arm.Name {
			case "reuse":
				want -= size
			case "reuse-gather":
				want = 0
			}
			got := peak(t, src.py, ops[i])
			if got < want || got > want+size/16 {
				t.Errorf("%s of %s items: Python allocated %s in an operation, want %s and little more", arm.Name, at, got, want)
			}
		}
	}
}

// peak is how much memory Python had at most in an operation of op, beyond what it had
// before.
func peak(t *testing.T, py *cpython.Interpreter, op bench.Op) bench.Bytes {
	t.Helper()
	traced := func(code string) {
		if err := py.Exec("import tracemalloc\n"+code, nil); err != nil {
			t.Fatal(err)
		}
	}
	traced("tracemalloc.start()")
	defer traced("tracemalloc.stop()")
	op.Do(1)
	return bench.Bytes(number(t, py, "__import__('tracemalloc').get_traced_memory()[1]"))
}

// The arms of a strided object claim what PyMemoryView_GetContiguous does to it.
func TestContiguousClaims(t *testing.T) {
	tests := []struct {
		size   bench.Bytes
		layout string
		kind   bench.Kind
		copied bench.Bytes
	}{
		{64, "contiguous", bench.View, 0},
		{64, "strided", bench.Copy, 128},
		{8, "strided", bench.View, 0}, // a single item has no stride
	}
	for _, test := range tests {
		_, ops := openAll(t, PyContiguous, laid(test.size, layout, test.layout))
		i := slices.IndexFunc(PyContiguous.Arms, func(a bench.Arm[*items]) bool { return a.Name == "view" })
		if got := ops[i]; got.Kind != test.kind || got.Cost.Copied != test.copied {
			t.Errorf("%s %s: it claims to be a %s of %s, want a %s of %s", test.size, test.layout, got.Kind, got.Cost.Copied, test.kind, test.copied)
		}
	}
}

// Windows lie side by side, all within the object's middle, and none is empty.
func TestWindows(t *testing.T) {
	tests := []struct {
		size    bench.Bytes
		windows string
		want    int
	}{{1, "1", 1}, {7, "64", 3}, {64, "64", 32}, {1000, "64", 64}, {1000, "1", 1}}
	for _, test := range tests {
		src, _ := openAll(t, PySlice, laid(test.size, windows, test.windows))
		at := 0
		for _, w := range src.windows {
			if w.from != at || w.to <= w.from {
				t.Errorf("%s in %s windows: one from %d to %d behind %d bytes", test.size, test.windows, w.from, w.to, at)
			}
			at = w.to
		}
		if at != int(test.size) || len(src.windows) != test.want {
			t.Errorf("%s in %s windows: %d of them for %d bytes, want %d for all", test.size, test.windows, len(src.windows), at, test.want)
		}
	}
	for _, n := range []string{"", "0", "-1", "many"} {
		b := bench.NewBlock(laid(64, windows, n), 1)
		if _, err := openSliced(b); err == nil || bench.Skipped(err) != nil {
			t.Errorf("%q windows: the source says %v, want an error", n, err)
		}
		b.Close()
	}
}

// The layouts of PyArray are what their names say, to Python.
func TestNumbersLie(t *testing.T) {
	tests := []struct{ from, layout, want string }{
		{"array", "contiguous", "type(o).__name__ == 'array' and len(o) == n and o.itemsize == 8"},
		{"array", "stride64B", "type(o).__name__ == 'memoryview' and o.strides == (64,) and o.shape == (n,) and o.format == 'd'"},
		{"numpy", "contiguous", "o.flags.c_contiguous and o.dtype == 'd'"},
		{"numpy", "stride16B", "o.strides == (16,) and o.shape == (n,) and o.dtype == 'd'"},
		{"numpy", "stride512B", "o.strides == (512,)"},
		{"numpy", "packed", "o.strides == (12,) and not o.flags.aligned and o.dtype.isnative"},
		{"numpy", "bigendian", "o.strides == (12,) and not o.flags.aligned and o.dtype == '>f8'"},
	}
	for _, test := range tests {
		t.Run(test.from+"/"+test.layout, func(t *testing.T) {
			const count = 100
			src, _ := openAll(t, PyArray, laid(count*word, object, test.from, layout, test.layout))
			check := fmt.Sprintf("n = %d\nassert %s, o", count, test.want)
			if err := src.py.Exec(check, map[string]*cpython.Object{"o": src.object}); err != nil {
				t.Error(err)
			}
		})
	}
	for _, c := range []bench.Case{laid(64, object, "array", layout, "diagonal"), laid(64, object, "tuple", layout, "packed")} {
		b := bench.NewBlock(c, 1)
		if _, err := openNumbers(b); err == nil || bench.Skipped(err) != nil {
			t.Errorf("%s: the source says %v, want an error", c, err)
		}
		b.Close()
	}
	b := bench.NewBlock(laid(16*bench.MiB, object, "array", layout, "stride512B"), 1)
	defer b.Close()
	want := "the object would take 1GiB, and at most 256MiB are made (try: -sizes 4MiB)"
	if _, err := openNumbers(b); bench.Skipped(err) == nil || err.Error() != want {
		t.Errorf("1 GiB of numbers: %v, want a skip: %s", err, want)
	}
}

// What is no line of items of eight bytes is refused by a hold on items, and what
// has no stride by a lease.
func TestItemsAreRefused(t *testing.T) {
	for _, expression := range []string{"None", "memoryview(b'abcd')", "memoryview(bytes(16)).cast('d')[::-1]", "memoryview(bytes(16)).cast('d', (1, 2))", "memoryview(b'').cast('d')"} {
		py := started()
		o, err := py.Eval(expression, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, arm := range []string{"reuse", "reuse-gather", "view-walk"} {
			i := slices.IndexFunc(PyContiguous.Arms, func(a bench.Arm[*items]) bool { return a.Name == arm })
			src := &items{exporter: &exporter{py, o}, count: 1, order: order{stride: 8}}
			before := o.References()
			if err := failed(PyContiguous, i, src); err == nil {
				t.Errorf("%s of %s: no error", arm, expression)
			}
			if after := o.References(); after != before {
				t.Errorf("%s of %s: %d references before, %d after it failed", arm, expression, before, after)
			}
		}
		o.Close()
	}
}

// failed is why arm i cannot live on src.
func failed[S any](s bench.Of[S], i int, src S) (err error) {
	b := bench.NewBlock(laid(8), 1)
	defer b.Close()
	b.Kernel = s.Kernel
	op, err := s.Arms[i].Open(b, src)
	if err != nil {
		return err
	}
	defer func() { err, _ = recover().(error) }()
	op.Do(1)
	return nil
}

// number is the value of a Python expression that is a whole number.
func number(t *testing.T, py *cpython.Interpreter, expression string) (n int) {
	t.Helper()
	o, err := py.Eval("memoryview(bytearray(("+expression+").to_bytes(8, 'little')))", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	p, err := o.Memory()
	if err != nil {
		t.Fatal(err)
	}
	for i, x := range p {
		n |= int(x) << (8 * i)
	}
	return n
}
