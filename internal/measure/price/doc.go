// Package price makes operations whose time is the price of one thing: an allocation, a
// copy, a call of a reader, a system call. Budgets of operations are sums of such
// prices.
//
// It declines timing and sums. The prices of page faults, of calls into C and of lookups
// in Python are probes (package reference), and are not made here.
package price
