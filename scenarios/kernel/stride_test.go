package kernel

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"sync"
	"testing"
)

// wantStrided is what a walk over p reads, by its definition.
func wantStrided(p []byte, stride int) (words []byte) {
	for i := 0; stride > 0 && i+8 <= len(p); i += min(stride, len(p)) {
		words = append(words, p[i:i+8]...)
	}
	return words
}

// walks are regions that straddle every unrolling and end: less than a word,
// some words, and bytes behind the last word that are not yet another.
func walks(visit func(p []byte, stride int)) {
	area := random(40*4096 + 64)
	for _, stride := range []int{1, 7, 8, 9, 16, 24, 64, 100, 512, 4096} {
		for size := range 24 {
			visit(area[3:3+size], stride)
		}
		for words := 1; words <= 34; words++ {
			for _, behind := range []int{0, stride / 2, stride - 1} {
				for _, at := range []int{0, 1, 8} {
					visit(area[at:at+(words-1)*stride+8+behind], stride)
				}
			}
		}
	}
}

func TestSumStrided(t *testing.T) {
	walks(func(p []byte, stride int) {
		once := wantSum(wantStrided(p, stride))
		for _, passes := range []int{-1, 0, 1, 3} {
			if got, want := SumStrided(p, stride, passes), once*uint64(max(passes, 0)); got != want {
				t.Fatalf("SumStrided(%d bytes, stride %d, %d passes) = %#x, want %#x", len(p), stride, passes, got, want)
			}
		}
	})
}

// A stride of a word is no stride.
func TestSumStridedOfOneRow(t *testing.T) {
	p := random(4096)
	if got, want := SumStrided(p, 8, 2), Sum(p, 2); got != want {
		t.Errorf("SumStrided(p, 8, 2) = %#x, want %#x as Sum returns", got, want)
	}
}

func TestStrideOfNoWalk(t *testing.T) {
	p := random(100)
	tests := []struct {
		stride int
		want   []byte
	}{
		{stride: math.MinInt},
		{stride: -8},
		{stride: 0},
		{stride: 93, want: p[:8]},
		{stride: math.MaxInt, want: p[:8]},
	}
	for _, test := range tests {
		if got, want := SumStrided(p, test.stride, 1), wantSum(test.want); got != want {
			t.Errorf("SumStrided(100 bytes, stride %d, 1 pass) = %#x, want %#x", test.stride, got, want)
		}
		testGather(t, fmt.Sprintf("stride %d", test.stride), test.want, func(dst []byte) { GatherStrided(dst, p, test.stride) })
	}
}

func TestGatherStrided(t *testing.T) {
	walks(func(p []byte, stride int) {
		testGather(t, fmt.Sprintf("%d bytes, stride %d", len(p), stride), wantStrided(p, stride), func(dst []byte) { GatherStrided(dst, p, stride) })
	})
}

// testGather checks that gather writes the words to a destination of any
// length, whole words only, and leaves what is behind them and around it.
func testGather(t *testing.T, name string, words []byte, gather func(dst []byte)) {
	t.Helper()
	const guard = 16
	for _, room := range []int{len(words), len(words) + 13, max(len(words)-1, 0), len(words) / 2} {
		got := bytes.Repeat([]byte{0xA5}, room+2*guard)
		want := slices.Clone(got)
		copy(want[guard:], words[:min(len(words), room)/8*8])
		gather(got[guard : guard+room : guard+room])
		if !bytes.Equal(got, want) {
			t.Fatalf("%s: gathered into %d bytes: bytes in or around them are wrong", name, room)
		}
	}
}

func FuzzStrided(f *testing.F) {
	f.Add([]byte("a"), 1, 1)
	f.Add(random(300), 16, 3)
	f.Add(random(300), -1, 1)
	f.Fuzz(func(t *testing.T, p []byte, stride, passes int) {
		passes %= 4
		words := wantStrided(p, stride)
		if got, want := SumStrided(p, stride, passes), wantSum(words)*uint64(max(passes, 0)); got != want {
			t.Errorf("SumStrided(%d bytes, stride %d, %d passes) = %#x, want %#x", len(p), stride, passes, got, want)
		}
		testGather(t, fmt.Sprintf("%d bytes, stride %d", len(p), stride), words, func(dst []byte) { GatherStrided(dst, p, stride) })
	})
}

// BenchmarkStrided walks over a column b.N times in one call, and gathers it as
// often. B/s counts the bytes of the column.
func BenchmarkStrided(b *testing.B) {
	for _, size := range []int{4 << 10, 64 << 10, 1 << 20} {
		for _, stride := range []int{16, 64, 512, 4096} {
			if size/8*stride > 256<<20 {
				continue
			}
			fresh := sync.OnceValue(func() []byte { return buffer(b, size/8*stride) })
			dst := random(size)
			name := fmt.Sprintf("size=%dB/stride=%dB", size, stride)
			b.Run("kernel=sum/"+name, func(b *testing.B) {
				p := fresh()
				b.SetBytes(int64(size))
				b.ResetTimer()
				sink += SumStrided(p, stride, b.N)
			})
			b.Run("kernel=gather/"+name, func(b *testing.B) {
				p := fresh()
				b.SetBytes(int64(size))
				b.ResetTimer()
				for range b.N {
					GatherStrided(dst, p, stride)
				}
			})
		}
	}
}
