package report

import (
	"strings"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/judge/compare"
)

// Apart names the keys that keep every benchmark from being compared.
func Apart(keys []compare.Across) string {
	var values []string
	for _, k := range keys {
		values = append(values, console.Line(k.String(), 400))
	}
	return "each benchmark stands in tables of its own, by " + strings.Join(values, "; ")
}
