package report_test

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/revisions/profdiff"
	"github.com/google/pprof/profile"
)

// spent is samples of one stack: names from the innermost on, by spaces.
type spent struct {
	stack  string
	values []int64 // of each sample type
}

// profiled is a profile of a thousand operations of some types.
func profiled(period *profile.ValueType, types []*profile.ValueType, all []spent) profdiff.Side {
	p := &profile.Profile{SampleType: types, PeriodType: period, Period: 1}
	for _, s := range all {
		one := &profile.Sample{Value: s.values}
		for name := range strings.FieldsSeq(s.stack) {
			one.Location = append(one.Location, &profile.Location{Line: []profile.Line{{Function: &profile.Function{Name: name}}}})
		}
		p.Sample = append(p.Sample, one)
	}
	return profdiff.Side{Profile: p, Ops: 1000}
}

// onCPU is a profile of time, from the number of samples of each stack.
func onCPU(samples map[string]int64) profdiff.Side {
	var all []spent
	for stack, n := range samples {
		all = append(all, spent{stack, []int64{n, n * 10e6}})
	}
	return profiled(&profile.ValueType{Type: "cpu", Unit: "nanoseconds"},
		[]*profile.ValueType{{Type: "samples", Unit: "count"}, {Type: "cpu", Unit: "nanoseconds"}}, all)
}

// inMemory is a profile of objects of 48 bytes, from their number.
func inMemory(objects map[string]int64) profdiff.Side {
	var all []spent
	for stack, n := range objects {
		all = append(all, spent{stack, []int64{n, n * 48}})
	}
	return profiled(&profile.ValueType{Type: "space", Unit: "bytes"},
		[]*profile.ValueType{{Type: "alloc_objects", Unit: "count"}, {Type: "alloc_space", Unit: "bytes"}}, all)
}

const (
	outer    = " example.com/codec.BenchmarkDecode testing.(*B).runN"
	generics = "github.com/somebody/collections/v2/ordered.(*Map[go.shape.string,github.com/somebody/else.Key[go.shape.int]]).Get"
	closure  = "github.com/somebody/a-project-with-a-long-name/internal/decoding.(*Decoder).readEverything.func1"
)

// slower is time of which most differences are beyond chance, and one goes the
// other way.
func slower(t *testing.T) profdiff.Difference {
	return differing(t, "cpu", onCPU(map[string]int64{
		"example.com/codec.Decode" + outer:                            400,
		"runtime.memmove example.com/codec.Decode" + outer:            100,
		generics + " example.com/codec.Decode" + outer:                50,
		"runtime.scanobject runtime.gcDrain":                          30,
		"example.com/codec.checksum example.com/codec.Decode" + outer: 90,
		"runtime.futex": 3,
	}), onCPU(map[string]int64{
		"example.com/codec.Decode" + outer:                 410,
		"runtime.memmove example.com/codec.Decode" + outer: 300,
		generics + " example.com/codec.Decode" + outer:     250,
		"runtime.scanobject runtime.gcDrain":               90,
		closure + " example.com/codec.Decode" + outer:      70,
		"runtime.futex": 4,
	}))
}

// samples are two profiles of which nothing can be told.
func samples(t *testing.T) profdiff.Difference {
	return differing(t, "cpu", onCPU(map[string]int64{"p.f p.B": 20, "p.g p.B": 3}), onCPU(map[string]int64{"p.f p.B": 25, "p.h p.B": 2}))
}

// objects are allocations of more functions than have a row, the last of which
// are trifles.
func objects(t *testing.T, sample string) profdiff.Difference {
	base, head := map[string]int64{"p.start": 10}, map[string]int64{"p.start": 11, closure + outer: 90_000}
	for i := range int64(12) {
		name := "example.com/codec." + strings.Repeat("f", int(i)+1) + outer
		base[name], head[name] = 3000, 3000+(i-2)*1000
	}
	return differing(t, sample, inMemory(base), inMemory(head))
}

func differing(t *testing.T, sample string, base, head profdiff.Side) profdiff.Difference {
	t.Helper()
	d, err := profdiff.Diff(base, head, sample)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestProfileGolden(t *testing.T) {
	same := differing(t, "alloc_space", inMemory(map[string]int64{"p.f": 1}), inMemory(map[string]int64{"p.f": 1}))
	for _, test := range []struct {
		file  string
		print func(io.Writer) error
	}{
		{"profile.txt", func(w io.Writer) error { return report.ProfileText(w, slower(t)) }},
		{"profile.md", func(w io.Writer) error { return report.ProfileMarkdown(w, slower(t)) }},
		{"profile_chance.txt", func(w io.Writer) error { return report.ProfileText(w, samples(t)) }},
		{"profile_space.txt", func(w io.Writer) error { return report.ProfileText(w, objects(t, "alloc_space")) }},
		{"profile_objects.txt", func(w io.Writer) error { return report.ProfileText(w, objects(t, "alloc_objects")) }},
		{"profile_same.txt", func(w io.Writer) error { return report.ProfileText(w, same) }},
	} {
		var got bytes.Buffer
		if err := test.print(&got); err != nil {
			t.Errorf("%s: %v", test.file, err)
		}
		golden(t, test.file, got.String())
	}
}

// TestProfileNames: a name loses type arguments first, then the first elements
// of its path, and its middle last. There are 41 columns for it here.
func TestProfileNames(t *testing.T) {
	for name, want := range map[string]string{
		"p.f":                                "p.f",
		"p.Map[int,string]":                  "p.Map[int,string]",
		"[libc.so.6]":                        "[libc.so.6]",
		generics:                             "…/collections/v2/ordered.(*Map[...]).Get",
		closure:                              "decoding.(*Decoder).readEverything.func1",
		"a.b/" + strings.Repeat("c/", 30):    "…/" + strings.Repeat("c/", 19),
		"p." + strings.Repeat("x", 50) + "y": "p." + strings.Repeat("x", 17) + "…" + strings.Repeat("x", 19) + "y",
		"p.F[" + strings.Repeat("x", 50):     "p.F[...]",
	} {
		var out bytes.Buffer
		d := differing(t, "alloc_space", inMemory(map[string]int64{name: 1000}), inMemory(map[string]int64{name: 2000}))
		if err := report.ProfileText(&out, d); err != nil {
			t.Fatal(err)
		}
		if got := strings.Split(out.String(), "\n")[3]; !strings.HasPrefix(got, " "+want+" ") {
			t.Errorf("%s stands as %q, want %q", name, got, want)
		}
	}
}

// TestProfileFits: no name and no figure makes a line wider than a terminal, or
// breaks one.
func TestProfileFits(t *testing.T) {
	names := []string{generics, closure, strings.Repeat("x", 500), "a\nb\x1b[31m|c`d", strings.Repeat("/", 90), "p[", strings.Repeat("名", 90)}
	for _, size := range []int64{1, 1000, 9_999_999} {
		base, head := map[string]int64{}, map[string]int64{}
		for i, name := range names {
			base[name], head[name] = size*int64(i+1), size*int64(2*len(names)-i)
		}
		for _, d := range []profdiff.Difference{
			differing(t, "cpu", onCPU(base), onCPU(head)), differing(t, "cpu", onCPU(head), onCPU(base)), differing(t, "alloc_space", inMemory(base), inMemory(head)),
		} {
			var text, markdown bytes.Buffer
			if err := report.ProfileText(&text, d); err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(text.String()) {
				if utf8.RuneCountInString(line)-1+strings.Count(line, "名") > 80 || strings.ContainsRune(line, 0x1b) {
					t.Errorf("line %q has %d runes, want at most 80 that are plain", line, utf8.RuneCountInString(line)-1)
				}
			}
			if err := report.ProfileMarkdown(&markdown, d); err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(markdown.String()) {
				bars := strings.Count(line, "|") - strings.Count(line, `\|`)
				if want := 7 + map[string]int{"cpu": 1}[d.Sample]; strings.HasPrefix(line, "|") && bars != want {
					t.Errorf("line %q has %d bars, want %d", line, bars, want)
				}
			}
		}
	}
}

func TestProfileSaysWhatItCannot(t *testing.T) {
	for name, print := range map[string]func(io.Writer, profdiff.Difference) error{"Text": report.ProfileText, "Markdown": report.ProfileMarkdown} {
		if err := print(full{}, slower(t)); err == nil || !strings.Contains(err.Error(), "print the difference of cpu") {
			t.Errorf("Profile%s to a full disk = %v, want an error that names it", name, err)
		}
	}
}
