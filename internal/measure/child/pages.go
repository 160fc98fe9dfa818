package child

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// pages asks for huge pages under the large buffers of blocks, if a job wants them.
type pages struct {
	kind  launch.Pages
	asked bench.Bytes // of huge pages, so far
}

// under has the buffers of b ask.
func (p *pages) under(b *bench.Block) {
	if p.kind != launch.HugePages {
		return
	}
	b.Advise = func(room []byte, size bench.Bytes) {
		if size >= launch.HugeFrom {
			p.asked += adviseHuge(room)
		}
	}
}
