package gotest

import (
	"context"
	"fmt"
	"strconv"
)

// Profile is a kind of profile.
type Profile string

// The profiles. A launch takes one of them: the record of every allocation takes time,
// and a CPU profile allocates.
const (
	CPU    Profile = "cpu"
	Memory Profile = "mem" // every allocation
)

// Profile runs a benchmark for so many iterations and writes a profile of the process to
// a file. It returns how often the body of the benchmark ran: package testing runs a
// loop over b.N once before.
func (b Binary) Profile(ctx context.Context, name string, n int, kind Profile, file string) (ops int64, err error) {
	args := []string{"-test.bench=" + Exactly(name), "-test.benchtime=" + strconv.Itoa(n) + "x", "-test." + string(kind) + "profile=" + file}
	if kind == Memory {
		args = append(args, "-test.memprofilerate=1")
	}
	p := b.exec(ctx, args...)
	switch {
	case ctx.Err() != nil:
		return 0, ctx.Err()
	case p.err != nil || p.hung:
		return 0, fmt.Errorf("profile %s: %s", name, why(p))
	case n == 1:
		return 1, nil
	}
	return int64(n) + 1, nil
}
