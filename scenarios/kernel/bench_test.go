package kernel

import (
	"flag"
	"fmt"
	"sync"
	"testing"
)

var hugePages = flag.Bool("hugepages", false, "ask for huge pages under the benchmarks' buffers (Linux: MADV_HUGEPAGE)")

// working is what one pass touches: read bytes, or source and destination
// together. One size a level of most memories: L1, L2, LLC, DRAM.
var working = []struct {
	name  string
	bytes int
}{
	{"64B", 64}, {"16KiB", 16 << 10}, {"256KiB", 256 << 10}, {"4MiB", 4 << 20}, {"64MiB", 64 << 20}, {"256MiB", 256 << 20},
}

// buffer returns n random bytes on pages of their own, which stay mapped until
// b ends. All kernels of one size share it: rivals that read different pages
// differ by some per cent for no reason of theirs.
func buffer(b *testing.B, n int) []byte {
	b.Helper()
	p := pages(b, n, *hugePages)
	chunk := random(min(n, 1<<20) | 1) // odd, so that no two pages are equal
	for i := 0; i < n; i += len(chunk) {
		copy(p[i:], chunk)
	}
	return p
}

func pagesKind() string {
	if *hugePages {
		return "huge"
	}
	return "base"
}

var sink uint64

// BenchmarkReaders reads b.N times in one call, so that what is measured is
// the kernel and not the call. B/s counts bytes read.
func BenchmarkReaders(b *testing.B) {
	for _, size := range working {
		fresh := sync.OnceValue(func() []byte { return buffer(b, size.bytes) })
		for _, r := range Readers() {
			b.Run(fmt.Sprintf("kernel=%s/size=%s/pages=%s", r.Name, size.name, pagesKind()), func(b *testing.B) {
				p := fresh()
				sink += r.Sum(p, 2)
				b.SetBytes(int64(len(p)))
				b.ResetTimer()
				sink += r.Sum(p, b.N)
			})
		}
	}
}

// BenchmarkSum calls b.N times: the price of one short operation.
func BenchmarkSum(b *testing.B) {
	for _, n := range []int{1, 8, 15, 64, 127, 256, 512, 1024} {
		b.Run(fmt.Sprintf("size=%dB", n), func(b *testing.B) {
			p := random(n)
			b.SetBytes(int64(n))
			b.ResetTimer()
			var s uint64
			for range b.N {
				s += Sum(p, 1)
			}
			sink += s
		})
	}
}

// BenchmarkCopiers copies b.N times in one call into memory touched before.
// The size is that of source and destination together, and B/s counts bytes
// read and bytes written.
func BenchmarkCopiers(b *testing.B)   { benchmarkCopiers(b, Copiers()) }
func BenchmarkStreamers(b *testing.B) { benchmarkCopiers(b, Streamers()) }

func benchmarkCopiers(b *testing.B, list []Copier) {
	for _, size := range working {
		fresh := sync.OnceValue(func() []byte { return buffer(b, size.bytes) })
		for _, c := range list {
			b.Run(fmt.Sprintf("kernel=%s/size=%s/pages=%s", c.Name, size.name, pagesKind()), func(b *testing.B) {
				area := fresh()
				dst, src := area[:size.bytes/2], area[size.bytes/2:]
				c.Repeat(dst, src, 2)
				b.SetBytes(int64(size.bytes))
				b.ResetTimer()
				c.Repeat(dst, src, b.N)
			})
		}
	}
}
