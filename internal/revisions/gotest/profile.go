package gotest

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
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
// a file. It returns how often the body of the benchmark ran. Package testing runs a loop
// over b.N once before, and a loop of b.Loop not. A binary with [TurnsOverlay] notes that.
func (b Binary) Profile(ctx context.Context, name string, n int, kind Profile, file string) (ops int64, err error) {
	args := []string{"-test.bench=" + Exactly(name), "-test.benchtime=" + strconv.Itoa(n) + "x", "-test." + string(kind) + "profile=" + file}
	if kind == Memory {
		args = append(args, "-test.memprofilerate=1")
	}
	noted := file + ".runs"
	defer os.Remove(noted)
	b.Env = append(b.Env[:len(b.Env):len(b.Env)], amountsVariable+"="+noted)
	p := b.exec(ctx, args...)
	switch {
	case ctx.Err() != nil:
		return 0, ctx.Err()
	case p.err != nil || p.hung:
		return 0, fmt.Errorf("profile %s: %s", name, why(p))
	}
	if text, err := os.ReadFile(noted); err == nil {
		if ops := opsOf(string(text), name); ops > 0 {
			return ops, nil
		}
	}
	if n == 1 {
		return 1, nil
	}
	return int64(n) + 1, nil
}

// opsOf are the operations of all noted runs of a benchmark.
func opsOf(text, name string) (ops int64) {
	for line := range strings.Lines(text) {
		fields := noteOf(line)
		if fields == nil || fields[5] != name {
			continue
		}
		n, _ := strconv.ParseInt(fields[0], 10, 64)
		ops += n
	}
	return ops
}
