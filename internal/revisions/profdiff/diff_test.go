package profdiff_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/revisions/profdiff"
	"github.com/google/pprof/profile"
)

// diff is a difference that must be there.
func diff(t testing.TB, base, head profdiff.Side, sample string) profdiff.Difference {
	t.Helper()
	d, err := profdiff.Diff(base, head, sample)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// lines are functions as "name flat base>head cum base>head".
func lines(d profdiff.Difference) (all []string) {
	for _, f := range d.Functions {
		all = append(all, fmt.Sprintf("%s %g>%g %g>%g", f.Name, f.Flat.Base.PerOp, f.Flat.Head.PerOp, f.Cum.Base.PerOp, f.Cum.Head.PerOp))
	}
	return all
}

func TestDiff(t *testing.T) {
	const outer = " testing.(*B).runN runtime.goexit"
	for _, test := range []struct {
		name, sample string
		base, head   profdiff.Side
		want         []string
	}{
		{
			"time by operation", "cpu",
			timed().ticks("p.f p.B"+outer, 10).ticks("p.g p.B"+outer, 5).side(100),
			timed().ticks("p.f p.B"+outer, 20).ticks("p.g p.B"+outer, 15).side(200),
			[]string{
				"p.g 500000>750000 500000>750000",
				"p.B 0>0 1.5e+06>1.75e+06", "runtime.goexit 0>0 1.5e+06>1.75e+06", "testing.(*B).runN 0>0 1.5e+06>1.75e+06",
				"p.f 1e+06>1e+06 1e+06>1e+06",
			},
		},
		{
			"one is faster, one comes and one goes", "samples",
			timed().ticks("p.f", 5).ticks("p.old", 3).side(1), timed().ticks("p.f", 1).ticks("p.new", 2).side(1),
			[]string{"p.f 5>1 5>1", "p.old 3>0 3>0", "p.new 0>2 0>2"},
		},
		{
			"ties go by name", "samples",
			timed().ticks("p.c", 1).ticks("p.a", 2).ticks("p.b", 1).side(1), timed().ticks("p.b", 2).ticks("p.c", 2).ticks("p.a", 1).side(1),
			[]string{"p.a 2>1 2>1", "p.b 1>2 1>2", "p.c 1>2 1>2"},
		},
		{
			"what is inlined on one side only", "samples",
			timed().ticks("p.leaf,p.f p.B", 4).side(1), timed().ticks("p.leaf p.f p.B", 5).side(1),
			[]string{"p.leaf 4>5 4>5", "p.B 0>0 4>5", "p.f 0>0 4>5"},
		},
		{
			"recursion counts once", "samples",
			timed().ticks("p.r p.q p.r,p.r p.B", 3).side(1), timed().ticks("p.q p.r p.q p.r p.B", 4).side(1),
			[]string{"p.q 0>4 3>4", "p.r 3>0 3>4", "p.B 0>0 3>4"},
		},
		{
			"bytes", "alloc_space",
			allocated(1).bytes("p.f p.B", 10, 32).side(10), allocated(1).bytes("p.f p.B", 20, 32).bytes("p.f p.B", 10, 8).side(10),
			[]string{"p.f 32>72 32>72", "p.B 0>0 32>72"},
		},
		{
			"objects", "alloc_objects",
			allocated(1).bytes("p.f p.B", 10, 32).side(10), allocated(1).bytes("p.f p.B", 20, 32).bytes("p.f p.B", 10, 8).side(10),
			[]string{"p.f 1>3 1>3", "p.B 0>0 1>3"},
		},
		{
			"no stack", "samples",
			timed().ticks("", 1).side(1), timed().ticks("", 3).side(1),
			[]string{"[unknown] 1>3 1>3"},
		},
	} {
		d := diff(t, test.base, test.head, test.sample)
		if got := lines(d); !slices.Equal(got, test.want) {
			t.Errorf("%s: Diff finds\n%s\nwant\n%s", test.name, strings.Join(got, "\n"), strings.Join(test.want, "\n"))
		}
	}
}

// TestDiffTotal: the flat figures add up, and their shares to 1.
func TestDiffTotal(t *testing.T) {
	d := diff(t,
		timed().ticks("p.f p.B", 100).ticks("p.g p.B", 100).ticks("p.h", 7).side(10),
		timed().ticks("p.f p.B", 300).ticks("p.g p.B", 50).ticks("p.h", 7).side(10), "cpu")
	if d.Sample != "cpu" || d.Unit != "nanoseconds" || d.Total.Diff() != 150e6 || d.Total.Base.Samples != 207 || d.Total.Head.Samples != 357 {
		t.Fatalf("Diff = %+v, want 150 ms of cpu in nanoseconds, of 207 and 357 samples", d)
	}
	sum := 0.
	for _, f := range d.Functions {
		share, ok := d.Share(f.Flat)
		if !ok {
			t.Errorf("%s has no share", f.Name)
		}
		sum += share
	}
	if first, _ := d.Share(d.Functions[0].Flat); first != 4./3 || sum < 0.999 || sum > 1.001 {
		t.Errorf("share of %s = %v, of all %v, want 1.33 and 1", d.Functions[0].Name, first, sum)
	}
}

// TestDiffNames: code without a name counts to its file.
func TestDiffNames(t *testing.T) {
	b := timed()
	for _, file := range []string{"/usr/lib/libc.so.6", "[vdso]", ""} {
		l := &profile.Location{ID: 1, Address: 77, Mapping: &profile.Mapping{File: file}}
		b.p.Sample = append(b.p.Sample, &profile.Sample{Value: []int64{1, 1}, Location: []*profile.Location{l}})
	}
	bare := &profile.Location{Line: []profile.Line{{}}}
	b.p.Sample = append(b.p.Sample, &profile.Sample{Value: []int64{1, 1}, Location: []*profile.Location{bare}})
	want := []string{"[libc.so.6] 1>1 1>1", "[unknown] 2>2 2>2", "[vdso] 1>1 1>1"}
	if got := lines(diff(t, b.side(1), b.side(1), "samples")); !slices.Equal(got, want) {
		t.Errorf("Diff finds %q, want %q", got, want)
	}
}

func TestDiffErrors(t *testing.T) {
	some := timed().ticks("p.f", 1).side(1)
	micro := timed().ticks("p.f", 1)
	micro.p.SampleType[1].Unit = "microseconds"
	blocked := timed().ticks("p.f", 1)
	blocked.p.PeriodType.Type = "contentions"
	for _, test := range []struct {
		name       string
		base, head profdiff.Side
		sample     string
		want       string
	}{
		{"no such type", some, allocated(1).bytes("p.f", 1, 8).side(1), "cpu", "compare cpu: profile of the head: it has no cpu (try: alloc_objects or alloc_space or inuse_objects or inuse_space)"},
		{"no such type in the base", some, some, "alloc_space", "compare alloc_space: profile of the base: it has no alloc_space (try: samples or cpu)"},
		{"empty", some, timed().side(1), "cpu", "compare cpu: profile of the head: it has no samples of cpu (try: more operations, or for memory -test.memprofilerate=1)"},
		{"none of the type", allocated(1).add("p.f", 0, 0, 1, 8).side(1), some, "alloc_space", "compare alloc_space: profile of the base: it has no samples of alloc_space (try: more operations, or for memory -test.memprofilerate=1)"},
		{"no operations", timed().ticks("p.f", 1).side(0), some, "cpu", "compare cpu: profile of the base: it is of 0 operations (try: 1 or more)"},
		{"other units", some, micro.side(1), "cpu", "compare cpu: the base's is in nanoseconds and the head's in microseconds (try: profiles by one version of Go)"},
		{"other profiles", blocked.side(1), some, "cpu", "compare cpu: profile of the base: how cpu was sampled is not known (try: a profile that Go wrote by -test.cpuprofile or -test.memprofile)"},
	} {
		if _, err := profdiff.Diff(test.base, test.head, test.sample); err == nil || err.Error() != test.want {
			t.Errorf("%s: Diff = %v, want %s", test.name, err, test.want)
		}
	}
}

// FuzzDiff: whatever a file says, the flat figures add up to the total.
func FuzzDiff(f *testing.F) {
	for _, b := range []builder{timed().ticks("p.f,p.g p.B", 3), allocated(512).bytes("p.f p.f", 3, 100)} {
		var data strings.Builder
		if err := b.p.WriteUncompressed(&data); err != nil {
			f.Fatal(err)
		}
		f.Add([]byte(data.String()))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := profile.ParseData(data)
		if err != nil {
			t.Skip()
		}
		base := profdiff.Side{Profile: p, Ops: 1}
		for _, kind := range p.SampleType {
			d, err := profdiff.Diff(base, profdiff.Side{Profile: p, Ops: 3}, kind.Type)
			if err != nil {
				continue
			}
			sum, most := 0., 1.
			for _, f := range d.Functions {
				sum += f.Flat.Base.PerOp
				most = max(most, f.Flat.Base.PerOp, -f.Flat.Base.PerOp)
			}
			if off := sum - d.Total.Base.PerOp; off > most*1e-6 || off < -most*1e-6 {
				t.Errorf("the functions add up to %v, the total is %v", sum, d.Total.Base.PerOp)
			}
		}
	})
}
