package profdiff

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"

	"github.com/bufbench/bufbench/internal/host/regular"
	"github.com/google/pprof/profile"
)

// Side is a profile of one side of a benchmark, with its number of operations.
type Side struct {
	Profile *profile.Profile
	// Ops is how often the body of the benchmark ran in the process. Note: package
	// testing runs a loop over b.N for N=1 first, and a loop over b.Loop only once.
	Ops int64
}

// again is the advice on a file that is no profile of Go's tests.
const again = "a test that is stopped writes none; try: run it to its end, with -test.cpuprofile or -test.memprofile"

// Read reads the profile of a benchmark. Its body ran ops times (see [Side]).
func Read(path string, ops int64) (Side, error) {
	text, err := unpacked(path)
	if err != nil {
		return Side{}, fmt.Errorf("%w (%s)", err, again)
	}
	p, err := profile.ParseUncompressed(text)
	if err != nil {
		return Side{}, fmt.Errorf("read the profile %s: %w (%s)", path, err, again)
	}
	return Side{p, ops}, nil
}

// unpacked returns an uncompressed profile. Its size is limited, because a benchmark may
// have written it.
func unpacked(path string) ([]byte, error) {
	const most = 64 << 20
	text, err := regular.ReadFile(path, most)
	if err != nil {
		return nil, fmt.Errorf("read a profile: %w", err)
	}
	if !bytes.HasPrefix(text, []byte("\x1f\x8b")) {
		return text, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(text))
	if err == nil {
		text, err = io.ReadAll(io.LimitReader(z, most+1))
	}
	if err == nil && len(text) > most {
		err = fmt.Errorf("it unpacks to more than %d MiB", most>>20)
	}
	if err != nil {
		return nil, fmt.Errorf("read the profile %s: %w", path, err)
	}
	return text, nil
}

// fold adds up the samples of a side by function.
func (s Side) fold(sample string) (sums, error) {
	if s.Ops < 1 {
		return sums{}, fmt.Errorf("it is of %d operations (try: 1 or more)", s.Ops)
	}
	values, err := valuesOf(s.Profile, sample)
	if err != nil {
		return sums{}, err
	}
	f := sums{flat: map[string]tally{}, cum: map[string]tally{}, unit: s.Profile.SampleType[values.at].Unit, ops: float64(s.Ops)}
	for _, one := range s.Profile.Sample {
		f.add(stack(one), values.of(one))
	}
	if f.total.sum == 0 {
		return sums{}, fmt.Errorf("it has no samples of %s (try: more operations, or for memory -test.memprofilerate=1)", sample)
	}
	return f, nil
}
