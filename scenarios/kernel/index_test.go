package kernel

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// wantIndexed is what going through index reads of table, by its definition.
func wantIndexed(table []byte, index []uint32) (words []byte) {
	for _, i := range index {
		words = append(words, table[8*i:][:8]...)
	}
	return words
}

// picks returns count indices of a table of so many words, some of them twice.
func picks(count, words int) []uint32 {
	rng := rand.New(rand.NewPCG(1, 2))
	index := make([]uint32, count)
	for i := range index {
		index[i] = uint32(rng.IntN(words))
	}
	return index
}

// lengths of index lists straddle the unrolling.
var lengths = []int{0, 1, 7, 8, 9, 15, 16, 17, 63, 1001}

func TestSumIndexed(t *testing.T) {
	for _, words := range []int{1, 8, 1000} {
		for _, behind := range []int{0, 7} {
			table := random(3 + 8*words + behind)[3:]
			for _, count := range lengths {
				index := picks(count, words)
				once := wantSum(wantIndexed(table, index))
				for _, passes := range []int{-1, 0, 1, 3} {
					if got, want := SumIndexed(table, index, passes), once*uint64(max(passes, 0)); got != want {
						t.Fatalf("SumIndexed(%d words, %d indices, %d passes) = %#x, want %#x", words, count, passes, got, want)
					}
				}
			}
		}
	}
}

func TestGatherIndexed(t *testing.T) {
	table := random(1007)
	for _, count := range lengths {
		index := picks(count, len(table)/8)
		testGather(t, fmt.Sprintf("%d indices", count), wantIndexed(table, index), func(dst []byte) { GatherIndexed(dst, table, index) })
	}
}

// An index of a word that is not there, or not whole, reads nothing foreign.
func TestIndexOutside(t *testing.T) {
	table := random(64)[:63]
	for _, at := range []int{0, 9} {
		index := make([]uint32, 10)
		index[at] = 7
		panics(t, "SumIndexed", func() { SumIndexed(table, index, 1) })
		panics(t, "GatherIndexed", func() { GatherIndexed(make([]byte, 80), table, index) })
	}
}

func panics(t *testing.T, name string, f func()) {
	t.Helper()
	defer func() {
		if recover() == nil {
			t.Errorf("%s with an index outside of the table does not panic", name)
		}
	}()
	f()
}

func TestWalksDoNotAllocate(t *testing.T) {
	p, index, dst := random(4096), picks(100, 512), make([]byte, 800)
	var s uint64
	if n := testing.AllocsPerRun(100, func() {
		s += SumStrided(p, 64, 2) + SumIndexed(p, index, 2)
		GatherStrided(dst, p, 64)
		GatherIndexed(dst, p, index)
	}); n != 0 {
		t.Errorf("the walks and gathers allocate %v times, want 0", n)
	}
}

// BenchmarkIndexed picks from a table of eight times the size, b.N times in one
// call, and gathers as often. B/s counts the bytes picked.
func BenchmarkIndexed(b *testing.B) {
	for _, size := range []int{4 << 10, 64 << 10, 1 << 20, 8 << 20} {
		name := fmt.Sprintf("size=%dB", size)
		index, dst := picks(size/8, size), random(size)
		b.Run("kernel=sum/"+name, func(b *testing.B) {
			table := buffer(b, 8*size)
			b.SetBytes(int64(size))
			b.ResetTimer()
			sink += SumIndexed(table, index, b.N)
		})
		b.Run("kernel=gather/"+name, func(b *testing.B) {
			table := buffer(b, 8*size)
			b.SetBytes(int64(size))
			b.ResetTimer()
			for range b.N {
				GatherIndexed(dst, table, index)
			}
		})
	}
}
