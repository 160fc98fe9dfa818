// Package own holds the benchmarks of docs/own.md.
package own

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// sizes are those of messages, bodies and records.
var sizes = []int{64, 256, 1 << 10, 4 << 10, 16 << 10, 64 << 10, 256 << 10, 1 << 20}

// each runs a benchmark of two ways at every size.
func each(b *testing.B, ways map[string]func(b *testing.B, size int), order ...string) {
	for _, name := range order {
		for _, size := range sizes {
			b.Run(fmt.Sprintf("%s/size=%d", name, size), func(b *testing.B) {
				b.ReportAllocs()
				ways[name](b, size)
			})
		}
	}
}

var (
	kept []byte
	sum  int
)

// BenchmarkRead reads a body of known length: by io.ReadAll and its growing buffer, or
// into a buffer of that length.
func BenchmarkRead(b *testing.B) {
	each(b, map[string]func(*testing.B, int){
		"growing": func(b *testing.B, size int) {
			body := make([]byte, size)
			for b.Loop() {
				kept, _ = io.ReadAll(plain{bytes.NewReader(body)})
			}
		},
		"presized": func(b *testing.B, size int) {
			body := make([]byte, size)
			for b.Loop() {
				kept = make([]byte, size)
				io.ReadFull(plain{bytes.NewReader(body)}, kept)
			}
		},
	}, "growing", "presized")
}

// plain is a reader without WriteTo, as a network connection behind a limit is.
type plain struct{ io.Reader }

// BenchmarkKeep keeps a key of 16 bytes of each record that arrives: as a part of the
// record, which keeps all of it in memory, or as a clone. The last 64 keys are kept.
func BenchmarkKeep(b *testing.B) {
	keep := func(of func(record string) string) func(*testing.B, int) {
		return func(b *testing.B, size int) {
			var last [64]string
			text := bytes.Repeat([]byte("k"), size)
			for i := 0; b.Loop(); i++ {
				record := string(text)
				last[i%len(last)] = of(record)
			}
			sum += len(last[0])
		}
	}
	each(b, map[string]func(*testing.B, int){
		"part":  keep(func(record string) string { return record[:16] }),
		"clone": keep(func(record string) string { return strings.Clone(record[:16]) }),
	}, "part", "clone")
}

// pool holds buffers of all sizes.
var pool = sync.Pool{New: func() any { return new([]byte) }}

// work writes to a buffer and reads it, as an encoder and its writer do.
func work(p []byte) {
	for i := range p {
		p[i] = byte(i)
	}
	sum += int(p[len(p)/2])
}

// BenchmarkBuffer takes a buffer for each message: a fresh one, or one of a pool.
func BenchmarkBuffer(b *testing.B) {
	each(b, map[string]func(*testing.B, int){
		"fresh":  func(b *testing.B, size int) { fresh(b, size) },
		"pooled": func(b *testing.B, size int) { pooled(b, size) },
	}, "fresh", "pooled")
}

func fresh(b *testing.B, size int) {
	for b.Loop() {
		kept = make([]byte, size)
		work(kept)
	}
}

func pooled(b *testing.B, size int) {
	for b.Loop() {
		p := pool.Get().(*[]byte)
		if cap(*p) < size {
			*p = make([]byte, size)
		}
		work((*p)[:size])
		pool.Put(p)
	}
}

// BenchmarkBufferFresh and BenchmarkBufferPooled are the same at the size that the
// environment names.
func BenchmarkBufferFresh(b *testing.B)  { fresh(b, sizeOf(b)) }
func BenchmarkBufferPooled(b *testing.B) { pooled(b, sizeOf(b)) }

func sizeOf(b *testing.B) int {
	size, err := strconv.Atoi(os.Getenv("SIZE"))
	if err != nil {
		b.Skip("SIZE is not set")
	}
	return size
}
