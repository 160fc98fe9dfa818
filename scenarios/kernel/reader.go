package kernel

// Reader is one way to read memory: a sum kernel and the name of its code and
// vector width.
type Reader struct {
	Name string // [Plain], "go-avx2", "c-avx512"…; "-halves" reads two sequences at once
	Sum  func(p []byte, passes int) uint64
}

// Plain names the reader in plain Go, which every build has.
const Plain = "go"

// Readers returns every version of [Sum] in this build that this CPU can run, plain Go
// first. All return the same values.
func Readers() []Reader {
	list := append([]Reader{{Plain, sumGo}, {"go-halves", sumHalves}}, simdReaders()...)
	return append(list, cReaders()...)
}
