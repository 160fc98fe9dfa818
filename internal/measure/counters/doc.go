// Package counters counts perf events of the calling thread by the kernel. Cycles,
// instructions and misses need a processor that counts them. Page faults, context switches
// and migrations are counted on every Linux. For each event that it cannot count it gives
// the reason and a command against it ([events.Lack]).
//
// It needs the standard library and golang.org/x/sys only, because people's own programs of
// scenarios count with it. It declines figures per operation: its caller knows how many
// operations there were, and the cost of counting.
package counters
