package buffer

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
	"unsafe"
)

// kept keeps a view from staying on the stack.
var kept *View

// versus measures a and its rival in turns, batch calls at a time, and reports
// medians: the time of each and the rival's over a's, which above 1 says that a is
// faster. Medians, because a neighbour's work falls into any of the turns.
func versus(b *testing.B, name string, batch int, a, rival func(n int)) {
	b.Run(name, func(b *testing.B) {
		a(1)
		rival(1)
		var factors, spent, against []float64
		b.ResetTimer()
		for i := range b.N {
			first, second := a, rival
			if i%2 == 1 { // neither always comes first
				first, second = rival, a
			}
			start := time.Now()
			first(batch)
			middle := time.Now()
			second(batch)
			x, y := middle.Sub(start), time.Since(middle)
			if i%2 == 1 {
				x, y = y, x
			}
			spent, against = append(spent, float64(x)), append(against, float64(y))
			factors = append(factors, float64(y)/float64(x))
		}
		b.ReportMetric(median(spent)/float64(batch), "ns/op")
		b.ReportMetric(median(against)/float64(batch), "rival-ns/op")
		b.ReportMetric(median(factors), "rival/view")
	})
}

func median(s []float64) float64 {
	slices.Sort(s)
	return s[len(s)/2]
}

var (
	total  float64
	number int
)

// noise returns n floats that are not all alike.
func noise(n int) []float64 {
	r := rand.New(rand.NewPCG(1, 1))
	s := make([]float64, n)
	for i := range s {
		s[i] = r.Float64()
	}
	return s
}

// sumStrided is the loop that one would write by hand over every step-th of s.
//
//go:noinline
func sumStrided(s []float64, step int) (sum float64) {
	for i := 0; i < len(s); i += step {
		sum += s[i]
	}
	return sum
}

//go:noinline
func sumRow(r Row[float64]) (sum float64) {
	for i := range r.Len() {
		sum += r.At(i)
	}
	return sum
}

//go:noinline
func sumRuns(v *View) (sum float64) {
	for p := range v.Runs() {
		sum += math.Float64frombits(binary.NativeEndian.Uint64(p))
	}
	return sum
}

// What a kernel loops over, against a loop by hand over the slice itself.
func BenchmarkStrided(b *testing.B) {
	for _, c := range []struct{ n, step int }{{64, 2}, {1 << 10, 2}, {1 << 14, 2}, {1 << 14, 8}, {1 << 17, 8}} {
		s := noise(c.n * c.step)
		v, err := Of(s).Slice(0, Every(c.step))
		if err != nil {
			b.Fatal(err)
		}
		batch := max(1, 1<<15/c.n)
		byHand := func(n int) {
			for range n {
				total += sumStrided(s, c.step)
			}
		}
		size := fmt.Sprintf("items=%d/step=%d", c.n, c.step)
		versus(b, "by=rows/"+size, batch, func(n int) {
			for range n {
				rows, err := Strided[float64](v)
				if err != nil {
					b.Fatal(err)
				}
				for r := range rows.All() {
					total += sumRow(r)
				}
			}
		}, byHand)
		versus(b, "by=runs/"+size, batch, func(n int) {
			for range n {
				total += sumRuns(v)
			}
		}, byHand)
	}
}

// Runs of the rows of a cut matrix, against a loop by hand over the same rows.
func BenchmarkRuns(b *testing.B) {
	const rows, columns = 512, 256
	for _, width := range []int{8, 64, 192} {
		s := noise(rows * columns)
		whole, err := New(NewLease(nil, bytesOf64(s)), 0, Layout{Format: "d", Shape: []int{rows, columns}})
		if err != nil {
			b.Fatal(err)
		}
		v, err := whole.Slice(1, Until(width))
		if err != nil {
			b.Fatal(err)
		}
		versus(b, fmt.Sprintf("width=%d", width), 8, func(n int) {
			for range n {
				for p := range v.Runs() {
					total += sumBytes(p)
				}
			}
		}, func(n int) {
			p := bytesOf64(s)
			for range n {
				for i := range rows {
					total += sumBytes(p[i*8*columns:][:8*width])
				}
			}
		})
	}
}

//go:noinline
func sumBytes(p []byte) (sum float64) {
	for ; len(p) >= 8; p = p[8:] {
		sum += math.Float64frombits(binary.NativeEndian.Uint64(p))
	}
	return sum
}

// bytesOf64 returns the memory of s.
func bytesOf64(s []float64) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(s))), 8*len(s))
}

// A copy against one that goes from item to item by the definition of strides,
// as a general library does (CPython's PyBuffer_ToContiguous).
func BenchmarkCopyTo(b *testing.B) {
	s := noise(1 << 20)
	l := NewLease(nil, bytesOf64(s))
	hold, err := New(l, 0, Layout{Format: "d", Shape: []int{len(s)}})
	if err != nil {
		b.Fatal(err)
	}
	defer hold.Release()
	for _, c := range []struct {
		name    string
		shape   []int
		strides []int
	}{
		{"1-D step 2", []int{1 << 14}, []int{16}},
		{"1-D step 8", []int{1 << 14}, []int{64}},
		{"1-D step 8 large", []int{1 << 17}, []int{64}},
		{"2-D columns", []int{256, 128}, []int{2048, 16}},
		{"2-D transposed", []int{128, 128}, []int{8, 1024}},
		{"2-D transposed large", []int{1024, 1024}, []int{8, 8192}},
		{"2-D rows", []int{256, 128}, []int{2048, 8}},
	} {
		v, err := New(l, 0, Layout{Format: "d", Shape: c.shape, Strides: c.strides})
		if err != nil {
			b.Fatal(err)
		}
		dst := make([]byte, v.Len())
		batch := max(1, 1<<15/len(dst))
		versus(b, "layout="+c.name, batch, func(n int) {
			for range n {
				done, err := v.CopyTo(dst, OrderC)
				if err != nil {
					b.Fatal(err)
				}
				number += done
			}
		}, func(n int) {
			for range n {
				number += byDefinition(v, dst)
			}
		})
	}
}

// byDefinition copies item by item, adding up the strides of each.
func byDefinition(v *View, dst []byte) (done int) {
	shape, strides := v.Shape(), v.Strides()
	index := make([]int, len(shape))
	for {
		at := v.base
		for k, i := range index {
			at = unsafe.Add(at, i*strides[k])
		}
		done += copy(dst[done:], unsafe.Slice((*byte)(at), v.ItemSize()))
		k := len(index) - 1
		for ; k >= 0; k-- {
			if index[k]++; index[k] < shape[k] {
				break
			}
			index[k] = 0
		}
		if k < 0 {
			return done
		}
	}
}

// What a slice of a view costs against one of a Go slice, which has no owner to
// keep.
func BenchmarkSlice(b *testing.B) {
	s := noise(1 << 12)
	v := Of(s)
	goSlice := func(n int) {
		for i := range n {
			part = s[i&15 : 4000 : 4000]
		}
	}
	versus(b, "view=dropped", 1000, func(n int) {
		for i := range n {
			w, err := v.Slice(0, Range{i & 15, 4000, 2})
			if err != nil {
				b.Fatal(err)
			}
			number += w.NDim()
		}
	}, goSlice)
	versus(b, "view=released", 1000, func(n int) {
		for i := range n {
			w, err := v.Slice(0, Range{i & 15, 4000, 2})
			if err != nil {
				b.Fatal(err)
			}
			w.Release()
		}
	}, goSlice)
	versus(b, "view=kept", 1000, func(n int) {
		for i := range n {
			w, err := v.Slice(0, Range{i & 15, 4000, 2})
			if err != nil {
				b.Fatal(err)
			}
			kept = w
			w.Release()
		}
	}, goSlice)
}

var part []float64

// As against the cast that one would write by hand.
func BenchmarkAs(b *testing.B) {
	p := bytesOf64(noise(64))
	v, err := New(NewLease(nil, p), 0, Layout{Format: "d", Shape: []int{8, 8}})
	if err != nil {
		b.Fatal(err)
	}
	versus(b, "type=float64", 1000, func(n int) {
		for range n {
			s, err := As[float64](v)
			if err != nil {
				b.Fatal(err)
			}
			total += s[1]
		}
	}, func(n int) {
		for range n {
			total += unsafe.Slice((*float64)(unsafe.Pointer(unsafe.SliceData(p))), len(p)/8)[1]
		}
	})
}
