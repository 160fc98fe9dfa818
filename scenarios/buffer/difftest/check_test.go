package difftest

import (
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unsafe"

	"github.com/bufbench/bufbench/scenarios/buffer"
)

// checker holds a case against Go.
type checker struct {
	testCase
	arena *arena
	minor int            // of CPython's version
	seen  map[string]int // counts what was checked
	wrong []string       // what differs
	v     *buffer.View
}

// differ notes a difference.
func (k *checker) differ(what string, got, want any) {
	k.wrong = append(k.wrong, fmt.Sprintf("  %s = %v, CPython has %v", what, got, want))
}

// checked counts.
func (k *checker) checked(what string) { k.seen[what]++ }

// all checks everything; the assignment comes last because it writes.
func (k *checker) all() {
	k.arena.used = 0
	v, err := k.View.view(k.arena)
	if err != nil {
		k.differ("New", err, "a buffer")
		return
	}
	k.v = v
	k.bytes()
	k.trusted()
	k.contiguous()
	k.values()
	for _, x := range k.Indexed {
		k.index(x)
	}
	for _, s := range k.Sliced {
		k.slice(s)
	}
	for _, c := range k.Casts {
		k.cast(c)
	}
	for _, c := range k.Compared {
		k.compare(c)
	}
	if k.Assigned != nil {
		k.assign(*k.Assigned)
	}
	if err := v.Release(); err != nil {
		k.differ("Release()", err, "no error")
	}
}

// copied is what a view's items are, in hexadecimal, or the error.
func copied(v *buffer.View, o buffer.Order) string {
	b, err := v.AppendCopy(nil, o)
	if err != nil {
		return err.Error()
	}
	return hex.EncodeToString(b)
}

func (k *checker) bytes() {
	for _, o := range []struct {
		order buffer.Order
		want  string
	}{{buffer.OrderC, k.C}, {buffer.OrderF, k.F}, {buffer.OrderA, k.A}} {
		got := copied(k.v, o.order)
		if got != o.want && !(o.order == buffer.OrderA && got == k.F && k.noPointers()) {
			k.differ(fmt.Sprintf("CopyTo in order %c", o.order), got, o.want)
		}
	}
	var runs []byte
	for run := range k.v.Runs() {
		runs = append(runs, run...)
	}
	if got := hex.EncodeToString(runs); got != k.C {
		k.differ("Runs()", got, k.C)
	}
	w, err := k.v.Transpose()
	if err != nil {
		// Pointers are followed from the first dimension to the last.
		if !errors.Is(err, buffer.ErrSuboffset) || k.v.Suboffsets() == nil {
			k.differ("Transpose()", err, "no error")
		}
		return
	}
	if got := copied(w, buffer.OrderC); got != k.F {
		k.differ("Transpose(), in order C", got, k.F)
	}
	k.release(w)
}

func (k *checker) release(w *buffer.View) {
	if err := w.Release(); err != nil {
		k.differ("Release()", err, "no error")
	}
}

// trusted views the same memory without its bounds.
func (k *checker) trusted() {
	memory, err := k.View.put(k.arena)
	if err != nil {
		k.differ("At", err, "a buffer")
		return
	}
	// Unsafe: item 0 lies in the first region, which the lease keeps; of a view
	// of nothing the address is not used.
	start := unsafe.Add(unsafe.Pointer(unsafe.SliceData(memory[0])), k.View.Offset)
	v, err := buffer.At(buffer.NewLease(nil, memory...), start, k.View.Layout)
	if err != nil {
		k.differ("At", err, "a buffer")
		return
	}
	if got := copied(v, buffer.OrderF); got != k.F {
		k.differ("At, in order F", got, k.F)
	}
	k.release(v)
}

func (k *checker) contiguous() {
	for _, o := range "CFA" {
		got := k.v.Contiguous(buffer.Order(o))
		if want := strings.ContainsRune(k.Contiguous, o); got != want && !(got && k.noPointers()) {
			k.differ(fmt.Sprintf("Contiguous(%c)", o), got, want)
		}
		if want := strings.ContainsRune(k.Attributes, o); got != want && !(got && (k.noPointers() || k.emptyLine())) {
			k.differ(fmt.Sprintf("Contiguous(%c)", o), got, fmt.Sprintf("%t as an attribute", want))
		}
	}
}

func (k *checker) values() {
	dims := len(k.View.Layout.Shape)
	for _, want := range []string{k.Values, k.Items} {
		if want == "" {
			continue
		}
		k.checked("lists")
		all, err := k.v.List()
		got := canon(all, dims, k.numpyStrings())
		if err != nil {
			got = err.Error()
		}
		if got != want && !(err != nil && k.listOfNothing(want)) {
			k.differ("List()", got, want)
		}
	}
}

func (k *checker) index(x indexed) {
	k.checked("indices")
	v, err := k.v.Index(x.Index...)
	k.outcome(fmt.Sprintf("Index(%v)", x.Index), err, x.Error)
	if err != nil || x.Error != "" {
		return
	}
	if got := canon(v, 0, false); got != x.Value {
		k.differ(fmt.Sprintf("Index(%v)", x.Index), got, x.Value)
	}
}

// kinds are the kinds of error for what CPython says.
var kinds = []struct {
	says string
	kind error
}{
	{"out of bounds", buffer.ErrRange},
	{"sub-views are not implemented", buffer.ErrShape},
	{"cannot index", buffer.ErrShape},
	{"invalid indexing of 0-dim", buffer.ErrShape},
	{"read-only", buffer.ErrReadOnly},
	{"invalid type for format", buffer.ErrValue},
	{"invalid value for format", buffer.ErrValue},
	{"restricted to C-contiguous", buffer.ErrContiguity},
	{"zeros in shape", buffer.ErrShape},
	{"1D -> ND", buffer.ErrShape},
	{"must be integers > 0", buffer.ErrShape},
	{"native single character format", buffer.ErrFormat},
	{"two non-byte formats", buffer.ErrFormat},
	{"not a multiple of itemsize", buffer.ErrSize},
	{"product(shape)", buffer.ErrSize},
}

// outcome compares an error with what CPython says, which is "" for none.
func (k *checker) outcome(what string, err error, says string) {
	if says == "" {
		if err != nil {
			k.differ(what, err, "no error")
		}
		return
	}
	for _, e := range kinds {
		if strings.Contains(says, e.says) {
			if !errors.Is(err, e.kind) {
				k.differ(what, err, fmt.Sprintf("%q, which is %q here", says, e.kind))
			}
			return
		}
	}
	k.differ(what, err, fmt.Sprintf("%q, an error that this test does not know", says))
}

// slice follows a chain of slices.
func (k *checker) slice(s sliced) {
	k.checked("slices")
	what := fmt.Sprintf("slices %s", chain(s.Chain))
	w, err := k.v.ToReadOnly()
	for _, step := range s.Chain {
		for d, r := range step {
			if err != nil {
				break
			}
			from := w
			w, err = from.Slice(d, buffer.Range{Start: end(r[0]), Stop: end(r[1]), Step: end(r[2])})
			k.release(from)
		}
	}
	if s.Lost && k.known("a slice leads before a pointer") && (errors.Is(err, buffer.ErrSuboffset) || err == nil && w.Len() == 0) {
		return
	}
	if err != nil {
		k.differ(what, err, "no error")
		return
	}
	if got := w.Shape(); !slices.Equal(got, s.Shape) {
		k.differ(what+": Shape()", got, s.Shape)
	}
	if got := w.Strides(); !slices.Equal(got, s.Strides) {
		k.differ(what+": Strides()", got, s.Strides)
	}
	if got := w.Suboffsets(); w.Len() > 0 && !slices.Equal(positive(got), positive(s.Suboffsets)) {
		k.differ(what+": Suboffsets()", got, s.Suboffsets)
	}
	if got := copied(w, buffer.OrderC); got != s.C {
		k.differ(what+", in order C", got, s.C)
	}
	k.release(w)
}

// positive is suboffsets with all that mean none made -1, and none at all if
// all do.
func positive(sub []int) []int {
	out := slices.Clone(sub)
	for i := range out {
		out[i] = max(out[i], -1)
	}
	if !slices.ContainsFunc(out, func(s int) bool { return s >= 0 }) {
		return nil
	}
	return out
}

// end is a number of a range that may be omitted.
func end(p *int) int {
	if p == nil {
		return buffer.Omitted
	}
	return *p
}

// chain writes slices as Python does.
func chain(c [][][3]*int) string {
	var s strings.Builder
	for _, step := range c {
		var parts []string
		for _, r := range step {
			var ends []string
			for _, e := range r {
				if e == nil {
					ends = append(ends, "")
				} else {
					ends = append(ends, fmt.Sprint(*e))
				}
			}
			parts = append(parts, strings.Join(ends, ":"))
		}
		fmt.Fprintf(&s, "[%s]", strings.Join(parts, ", "))
	}
	return s.String()
}

func (k *checker) cast(c cast) {
	k.checked("casts")
	var shape []int
	if c.Shape != nil {
		shape = append([]int{}, *c.Shape...)
	}
	what := fmt.Sprintf("Cast(%q, %#v)", c.Format, shape)
	w, err := k.v.Cast(c.Format, shape...)
	if err == nil {
		defer k.release(w)
	}
	if c.Error != "" && k.castable(c) {
		return // done, or refused for the next reason
	}
	if _, parsed := buffer.ParseFormat(c.Format); parsed != nil && c.Error != "" {
		c.Error = "native single character format" // which Go looks at first
	}
	k.outcome(what, err, c.Error)
	if err != nil || c.Got == nil {
		return
	}
	got := fmt.Sprint(w.Format(), w.ItemSize(), w.Shape(), w.Strides(), copied(w, buffer.OrderC))
	if want := fmt.Sprint(c.Got.Format, c.Got.ItemSize, c.Got.Shape, c.Got.Strides, c.Got.C); got != want {
		k.differ(what, got, want)
	}
}

func (k *checker) compare(c compared) {
	k.checked("comparisons")
	w, err := c.Other.view(k.arena)
	if err != nil {
		k.differ("New", err, "a buffer to compare with")
		return
	}
	defer k.release(w)
	if got, back := k.v.Equal(w), w.Equal(k.v); (got != c.Equal || back != c.Equal) && !k.oddBools(c) {
		k.differ(fmt.Sprintf("Equal of %v, and the other way", w), []bool{got, back}, fmt.Sprintf("%t; the other: %#v", c.Equal, c.Other))
	}
}

func (k *checker) assign(a assigned) {
	k.checked("assignments")
	value, err := uncanon(a.Value)
	if err != nil {
		k.differ("the value", err, a.Value)
		return
	}
	what := fmt.Sprintf("Set(%#v, %v)", value, a.Index)
	k.outcome(what, k.v.Set(value, a.Index...), a.Error)
	want := a.C
	if a.Error != "" {
		want = k.C
	}
	if got := copied(k.v, buffer.OrderC); got != want {
		k.differ(what+", in order C", got, want)
	}
}
