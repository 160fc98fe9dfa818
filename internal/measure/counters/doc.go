// Package counters counts what the calling thread does, by the kernel's perf
// events: cycles, instructions and misses where the processor counts them, page
// faults, context switches and migrations wherever there is Linux.
//
// It says what cannot be counted, why, and what to type against it ([events.Lack]). It
// needs the standard library and golang.org/x/sys only, because people's own
// programs of scenarios count with it. It declines figures a life: whoever
// counts knows how many lives there were, and what counting costs.
package counters
