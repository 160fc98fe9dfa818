// Package ab compares two sides: two revisions of Go packages, or command lines. It makes
// both ready, measures pairs of launches until a rule is content, writes a text of them,
// and judges that text as any other.
//
// It does not know flags, terminals, reports and exit codes. [Run] returns an [Outcome],
// and tells an [Observer] what goes on.
package ab
