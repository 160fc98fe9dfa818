package kernel

import "github.com/bufbench/bufbench/bench"

// References are what this build can measure beside the arms of a scenario:
// every version of reading, copying and streaming, of which the fastest is the
// ceiling, and the probes.
func References() []bench.Reference {
	var list []bench.Reference
	for _, r := range Readers() {
		list = append(list, bench.Reference{Role: bench.CeilingRead, Name: r.Name, Open: r.open})
	}
	for _, c := range Copiers() {
		list = append(list, bench.Reference{Role: bench.CeilingCopy, Name: c.Name, Open: c.open})
	}
	for _, c := range Streamers() {
		list = append(list, bench.Reference{Role: bench.CeilingStream, Name: c.Name, Open: c.open})
	}
	return append(list, probes()...)
}

// leastBuffer is the least buffer of a ceiling. A smaller one would measure calls:
// what bounds 64 bytes is the rate at which L1 is read.
const leastBuffer = 16 * bench.KiB

// span is how n lives of size bytes fall into whole passes over a buffer and a
// rest.
func span(n int, size, buffer bench.Bytes) (passes int, rest bench.Bytes) {
	total := bench.Bytes(n) * size
	return int(total / buffer), total % buffer
}

// open makes the op that reads Case.Size bytes a life. Its sums are dropped: a
// call through a function value is never removed.
func (r Reader) open(b *bench.Block) (bench.Op, error) {
	size := b.Case.Size
	buffer := b.Touched(max(size, leastBuffer))
	return bench.Op{Run: func(n int) uint64 {
		passes, rest := span(n, size, bench.Bytes(len(buffer)))
		r.Sum(buffer, passes)
		r.Sum(buffer[:rest], 1)
		return 0
	}}, nil
}

// open makes the op that copies Case.Size bytes a life.
func (c Copier) open(b *bench.Block) (bench.Op, error) {
	size := b.Case.Size
	src, dst := b.Touched(max(size, leastBuffer)), b.Touched(max(size, leastBuffer))
	return bench.Op{Run: func(n int) uint64 {
		passes, rest := span(n, size, bench.Bytes(len(src)))
		c.Repeat(dst, src, passes)
		c.Copy(dst[:rest], src[:rest])
		return 0
	}}, nil
}
