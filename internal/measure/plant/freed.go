package plant

import (
	"unsafe"

	"github.com/bufbench/bufbench/bench"
)

// freedOwner is a view of C memory. C frees that memory before the view is read. No
// checksum tells, since freed memory mostly keeps its bytes. It needs AddressSanitizer,
// and dies of it at the first such read.
var freedOwner = bench.Of[*memory]{
	Info: bench.Info{
		Name:     "FreedOwner",
		Question: "Is FreedOwner what it pretends to be?",
		Class:    []bench.Class{bench.Liability},
		Kernel:   plain,
		Grid:     bench.Grid{Sizes: []bench.Bytes{4 * bench.KiB}},
		Ready:    Sanitized,
	},
	Source: allocate,
	Arms: []bench.Arm[*memory]{
		{Name: "copy", Kind: bench.Copy, Open: copyBeforeFree},
		{Name: "view", Kind: bench.View, Open: viewAfterFree},
	},
}

// memory is what C allocated. The block owns it, unless a view frees it first.
type memory struct {
	at   unsafe.Pointer // nil once it is freed
	size bench.Bytes
}

// slice is C's memory as a Go slice.
func (m *memory) slice() []byte {
	// Unsafe: size bytes at m.at belong to C, which does not move them; bytes
	// need no alignment; only the block's Fill and Poke write. They are valid until
	// free is called; viewAfterFree calls it too early, on purpose.
	return unsafe.Slice((*byte)(m.at), int(m.size))
}

// Sanitized is nil in a build that sees a read of freed memory. Its error says how to
// make that build.
func Sanitized() error {
	if sanitizer {
		return nil
	}
	return &bench.Skip{
		Reason: "only a build with -asan sees what is read after it was freed",
		Hint:   "CGO_ENABLED=1 go build -asan -o bufbench.asan ./cmd/bufbench && ./bufbench.asan doctor -controls",
	}
}

func copyBeforeFree(b *bench.Block, m *memory) (bench.Op, error) { return HonestCopy(b, m.slice()) }

// viewAfterFree acquires its view, lets the owner go, and reads.
func viewAfterFree(b *bench.Block, m *memory) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{Run: func(n int) (sum uint64) {
		for range n {
			view := m.slice()
			m.free()
			sum += consume(view, passes)
		}
		return sum
	}}, nil
}

// plain is a consumer in Go without vectors: AddressSanitizer checks every load.
func plain(p []byte, passes int) (sum uint64) {
	for range passes {
		for _, x := range p {
			sum = sum*31 + uint64(x)
		}
	}
	return sum
}
