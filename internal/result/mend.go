package result

import (
	"fmt"
	"strings"
)

// overFixed reports whether a message of benchfmt is about a fixed unit (see
// [IsFixed]) on which a text contradicts itself.
func overFixed(msg string) bool {
	var key, unit string
	n, _ := fmt.Sscanf(msg, "metadata %s of unit %s already set to", &key, &unit)
	return n == 2 && IsFixed(unit)
}

// mendOf returns the remedy for a line that benchfmt cannot read.
func mendOf(msg string) string {
	switch {
	case strings.HasPrefix(msg, "metadata "):
		return mendUnits
	case strings.HasPrefix(msg, "parsing iteration count"), strings.HasPrefix(msg, "missing iteration count"):
		return mendPrints
	}
	return "a line is: BenchmarkName N VALUE UNIT [VALUE UNIT]...; run the benchmark again, or delete the line"
}

// mendPrints is the advice for a benchmark that prints into its own result.
// Note: standard error is no way out, since go test merges it.
const mendPrints = "the benchmark prints into its own line: let it print by b.Log or to b.Output(), or delete the line"

// mendUnits is the advice for texts that contradict each other about a unit.
const mendUnits = "make the Unit lines of all files agree, or say it once: -unit 'UNIT better=higher'"
