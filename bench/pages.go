package bench

// Pages is what large buffers of a block ask the operating system for.
type Pages string

// Kinds of pages. What was granted is another matter: it is recorded beside
// what was asked.
const (
	BasePages Pages = ""     // what a Go program gets by itself
	HugePages Pages = "huge" // transparent huge pages, for buffers of [HugeFrom] bytes and more
)

// HugeFrom is the size from which a buffer asks for huge pages: below, none of
// them fits.
const HugeFrom = 2 * MiB

// advise asks for huge pages under p, if the block wants them, and counts what
// it asked for.
func (b *Block) advise(p []byte) {
	if b.Pages == HugePages {
		b.Asked += adviseHuge(p)
	}
}
