package ab

import (
	"github.com/bufbench/bufbench/internal/alternate"
	"github.com/bufbench/bufbench/internal/codediff"
)

// Code says whether both sides of a benchmark run the same code. It reads the test
// binaries, which must still be there, and runs nothing.
func (m *Match) Code(b Benchmark) codediff.Answer {
	var images [2]*codediff.Image
	for i := range m.Sides {
		var err error
		if images[i], err = codediff.Open(m.Sides[i].packages[b.dir].binaries[0].Path); err != nil {
			return codediff.Answer{Why: "in the " + alternate.Side(i).String() + ": " + err.Error()}
		}
	}
	return codediff.Compare(images[alternate.Base], images[alternate.Head]).Benchmark(b.Package, b.Name)
}
