package report

import (
	"fmt"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/launch"
)

// Pages says how much memory in huge pages the buffers of a launch asked for,
// and how much of the process lay in such pages: what was granted may be less,
// and on some systems more. It is empty where no buffer is large enough for
// one.
func Pages(r *launch.Record) string {
	if r.Case.Size < bench.HugeFrom || len(r.Blocks) == 0 {
		return ""
	}
	var asked, granted bench.Bytes
	for _, b := range r.Blocks {
		asked, granted = max(asked, b.Asked), max(granted, b.Granted)
	}
	return fmt.Sprintf("huge pages: asked %s, granted %s", short(asked), short(granted))
}
