package pace

import "encoding/binary"

// work is the same on every machine and at every time. Run returns a sum of its results,
// so that no compiler leaves it out.
type work struct {
	name string
	run  func(operations int) uint64
}

const (
	small = 16 << 10 // of the first cache
	some  = 512 << 10
	large = 16 << 20 // of memory
)

// works are all works: the processor alone, its caches, memory, and the runtime of Go.
func works() []work {
	from, to := make([]byte, large), make([]byte, large)
	mixed := uint64(1)
	for i := 0; i < large; i += 8 {
		mixed = mixed*6364136223846793005 + 1442695040888963407
		binary.LittleEndian.PutUint64(from[i:], mixed)
	}
	copy(to, from)
	table := map[uint64]uint64{}
	for i := range uint64(4096) {
		table[i*i] = i
	}
	return []work{
		{"multiply", multiply},
		{"divide", divide},
		{"branch", func(n int) uint64 { return branch(n, from[:small]) }},
		{"lookup", func(n int) uint64 { return lookup(n, table) }},
		{"allocate", allocate},
		{"read/size=16KiB", func(n int) uint64 { return read(n, from[:small]) }},
		{"read/size=512KiB", func(n int) uint64 { return read(n, from[:some]) }},
		{"read/size=16MiB", func(n int) uint64 { return read(n, from) }},
		{"copy/size=16KiB", func(n int) uint64 { return copied(n, to[:small], from) }},
		{"copy/size=16MiB", func(n int) uint64 { return copied(n, to, from) }},
	}
}

// multiply waits for one product after the other.
func multiply(n int) uint64 {
	x := uint64(n) | 1
	for range n {
		x = x*6364136223846793005 + 1442695040888963407
	}
	return x
}

// divide waits for one quotient after the other.
func divide(n int) uint64 {
	x := ^uint64(0)
	for range n {
		x = ^(x / (x&7 + 3))
	}
	return x
}

// branch takes a way by a bit of data that nobody can guess.
func branch(n int, data []byte) (sum uint64) {
	for i := range n {
		if b := data[i%len(data)]; b&4 != 0 {
			sum += uint64(b) * 3
		} else {
			sum ^= uint64(b)
		}
	}
	return sum
}

func lookup(n int, table map[uint64]uint64) (sum uint64) {
	for i := range uint64(n) {
		key := i & 4095
		sum += table[key*key]
	}
	return sum
}

// allocate makes a slice of 512 bytes on the heap per operation, and keeps the last ones.
func allocate(n int) (sum uint64) {
	var kept [64][]byte
	for i := range n {
		kept[i%len(kept)] = make([]byte, 512)
	}
	for _, k := range kept {
		sum += uint64(len(k))
	}
	return sum
}

func read(n int, data []byte) (sum uint64) {
	for range n {
		for i := 0; i+8 <= len(data); i += 8 {
			sum += binary.LittleEndian.Uint64(data[i:])
		}
	}
	return sum
}

func copied(n int, to, from []byte) uint64 {
	for range n {
		copy(to, from)
	}
	return uint64(to[len(to)/2])
}
