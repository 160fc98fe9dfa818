package profdiff_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/revisions/profdiff"
	"github.com/google/pprof/profile"
)

// builder makes profiles as Go writes them.
type builder struct {
	p         *profile.Profile
	functions map[string]*profile.Function
}

// timed is a profile of time; what it gets is samples of 10 ms.
func timed() builder {
	return builder{&profile.Profile{
		SampleType: []*profile.ValueType{{Type: "samples", Unit: "count"}, {Type: "cpu", Unit: "nanoseconds"}},
		PeriodType: &profile.ValueType{Type: "cpu", Unit: "nanoseconds"},
		Period:     10e6,
	}, map[string]*profile.Function{}}
}

// allocated is a profile of memory; what it gets is objects and bytes.
func allocated(period int64) builder {
	return builder{&profile.Profile{
		SampleType: []*profile.ValueType{
			{Type: "alloc_objects", Unit: "count"},
			{Type: "alloc_space", Unit: "bytes"},
			{Type: "inuse_objects", Unit: "count"},
			{Type: "inuse_space", Unit: "bytes"},
		},
		PeriodType: &profile.ValueType{Type: "space", Unit: "bytes"},
		Period:     period,
	}, map[string]*profile.Function{}}
}

// add adds a sample. The stack is names from the innermost to the outermost, by
// spaces; a name was inlined into the one that follows it after a comma.
func (b builder) add(stack string, values ...int64) builder {
	s := &profile.Sample{Value: values}
	for frame := range strings.FieldsSeq(stack) {
		l := &profile.Location{ID: uint64(len(b.p.Location) + 1)}
		b.p.Location = append(b.p.Location, l)
		s.Location = append(s.Location, l)
		for name := range strings.SplitSeq(frame, ",") {
			if b.functions[name] == nil {
				b.functions[name] = &profile.Function{ID: uint64(len(b.functions) + 1), Name: name}
				b.p.Function = append(b.p.Function, b.functions[name])
			}
			l.Line = append(l.Line, profile.Line{Function: b.functions[name]})
		}
	}
	b.p.Sample = append(b.p.Sample, s)
	return b
}

// ticks adds samples of time.
func (b builder) ticks(stack string, n int64) builder { return b.add(stack, n, n*b.p.Period) }

// bytes adds objects of a size.
func (b builder) bytes(stack string, objects, size int64) builder {
	return b.add(stack, objects, objects*size, 0, 0)
}

func (b builder) side(ops int64) profdiff.Side { return profdiff.Side{Profile: b.p, Ops: ops} }

// written is the profile as a file.
func (b builder) written(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "profile")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.p.Write(f); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}
