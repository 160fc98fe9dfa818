// asan changes what escapes.

//go:build cpython && cgo && !asan

package cpython

import (
	"testing"

	"github.com/bufbench/bufbench/scenarios/buffer"
)

// Allocations are a property, not a time: these hold on any machine.
func TestAllocations(t *testing.T) {
	py := interpreter(t)
	o := evaluate(t, py, "__import__('array').array('d', [1, 2, 3, 4])", nil)
	records := evaluate(t, py, "memoryview(bytes(24)).cast('i', (2, 3))", nil)
	var sum float64
	look := func(s []float64) error { sum += s[0]; return nil }
	general := func(o *Object) {
		b, _ := py.Buffer(o, FullRO)
		v, _ := b.View()
		sum += float64(v.Len())
		v.Release()
		b.Release()
	}
	kept := see(t, get(t, py, o, FullRO))
	py.Do(func() {
		for _, c := range []struct {
			name string
			want float64
			run  func()
		}{
			{"With", 0, func() { With(py, o, look) }},
			{"Change", 0, func() { Change(py, o, look) }},
			{"As of a kept view", 0, func() { s, _ := buffer.As[float64](kept); sum += s[0] }},
			{"Buffer, View and both releases", 1, func() { general(o) }},
			{"the same of two dimensions", 1, func() { general(records) }},
		} {
			if got := testing.AllocsPerRun(100, c.run); got != c.want {
				t.Errorf("%s: %v allocations, want %v", c.name, got, c.want)
			}
		}
	})
	if got := testing.AllocsPerRun(100, func() { With(py, o, look) }); got != 0 {
		t.Errorf("With outside Do: %v allocations, want 0", got)
	}
}
