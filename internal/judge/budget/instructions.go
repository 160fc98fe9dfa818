package budget

import (
	"slices"
	"strings"
)

// Instructions are those of an operation of a benchmark, as they were counted by function.
// Nothing is collected meanwhile.
type Instructions struct {
	PerOp     float64 // 0 if nothing was counted
	Rows      []RowCount
	Functions []FunctionCount // by what they take themselves, the first one first
}

// RowCount are the instructions of one kind of work.
type RowCount struct {
	Row   Row
	PerOp float64
}

// FunctionCount are the instructions of a function itself.
type FunctionCount struct {
	Name  string
	PerOp float64
}

// allocator are the beginnings of the names of the allocator's helpers. [RowOf] knows the
// functions that begin an allocation.
var allocator = []string{
	"runtime.nextFreeFast", "runtime.(*mcache).", "runtime.(*mcentral).", "runtime.(*mheap).", "runtime.(*mspan).",
	"runtime.heapSetType", "runtime.memclrNoHeapPointers", "runtime.(*pageAlloc).", "runtime.(*sweepLocked).",
}

// InstructionsOf puts counts by function into rows, by the names of the functions. Without
// stacks, a row has what its functions take themselves.
func InstructionsOf(perOp float64, functions []FunctionCount) Instructions {
	all := Instructions{PerOp: perOp, Functions: functions}
	rows := map[Row]float64{}
	for _, f := range functions {
		rows[rowOfFunction(f.Name)] += f.PerOp
	}
	for _, row := range BenchmarkRows() {
		if n := rows[row]; n != 0 {
			all.Rows = append(all.Rows, RowCount{row, n})
		}
	}
	return all
}

// rowOfFunction is the row of a function itself.
func rowOfFunction(name string) Row {
	if slices.ContainsFunc(allocator, func(begin string) bool { return strings.HasPrefix(name, begin) }) {
		return Allocation
	}
	return RowOf([]string{name})
}

// Of are the instructions of a row.
func (i Instructions) Of(row Row) float64 {
	for _, r := range i.Rows {
		if r.Row == row {
			return r.PerOp
		}
	}
	return 0
}

// Function are the instructions of a function itself.
func (i Instructions) Function(name string) float64 {
	for _, f := range i.Functions {
		if f.Name == name {
			return f.PerOp
		}
	}
	return 0
}
