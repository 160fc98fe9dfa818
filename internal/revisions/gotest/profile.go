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

// Profiled is a run of a benchmark with a profile.
type Profiled struct {
	// Ops is how often the body of the benchmark ran: package testing runs a loop over
	// b.N once before.
	Ops   int64
	Nanos float64 // ns/op, as the benchmark reported them; 0 if it reported none
}

// Profile runs a benchmark for so many iterations and writes a profile of the process to
// a file.
func (b Binary) Profile(ctx context.Context, name string, n int, kind Profile, file string) (Profiled, error) {
	args := []string{"-test.bench=" + Exactly(name), "-test.benchtime=" + strconv.Itoa(n) + "x", "-test." + string(kind) + "profile=" + file}
	if kind == Memory {
		args = append(args, "-test.memprofilerate=1")
	}
	p := b.exec(ctx, args...)
	switch {
	case ctx.Err() != nil:
		return Profiled{}, ctx.Err()
	case p.err != nil || p.hung:
		return Profiled{}, fmt.Errorf("profile %s: %s", name, why(p))
	}
	ran := Profiled{Ops: 1}
	if n > 1 {
		ran.Ops = int64(n) + 1
	}
	for _, v := range b.Read(p.out, name, n) {
		if v.Unit == "ns/op" {
			ran.Nanos = v.X
		}
	}
	return ran, nil
}
