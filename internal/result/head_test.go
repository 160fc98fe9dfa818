package result

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
)

const headText = `# bufbench: a line is one launch
# started 2026-11-24T17:07:27Z commit 7d2b656 machine amd-epyc-2c-ded85f
# unfit: identical code differs by +3 %
Unit ns/op better=lower

cpu: AMD EPYC
go: go1.26.8
BenchmarkX 1 1 ns/op
cpu: another
# a case
BenchmarkX 1 1 ns/op
# started 2026-11-25T10:00:00Z machine intel-4c-000000
# load 0.38
`

func TestHeadOf(t *testing.T) {
	h := HeadOf([]byte(headText))
	if h.Started != "2026-11-25T10:00:00Z" || h.Commit != "" || h.Machine() != "intel-4c-000000" || len(h.Machines) != 2 || len(h.Runs) != 2 {
		t.Errorf("of its runs it says %+v", h)
	}
	if h.Unfit() != "identical code differs by +3 %" || h.Config["cpu"] != "AMD EPYC" || h.Config["go"] != "go1.26.8" || len(h.Config) != 2 {
		t.Errorf("it is unfit for %q, of configuration %v", h.Unfit(), h.Config)
	}
	if want := []string{"bufbench: a line is one launch", "unfit: identical code differs by +3 %", "load 0.38"}; !slices.Equal(h.Comments, want) {
		t.Errorf("its comments are %q, want %q", h.Comments, want)
	}
	one := HeadOf([]byte(headText[:200]))
	if one.Commit != "7d2b656" || one.Machine() != "amd-epyc-2c-ded85f" {
		t.Errorf("of one run it says %+v", one)
	}
	if h := HeadOf(nil); h.Machine() != "" || h.Unfit() != "" {
		t.Errorf("an empty text says %+v", h)
	}
}

// TestHeadOfProofs: a proof belongs to the case of the line below it.
func TestHeadOfProofs(t *testing.T) {
	h := HeadOf([]byte("# proof: copy moved, view aliases\n# launches=3\ncpu: A\n\nBenchmarkA/access=copy/object=my-bytes/size=64B/passes=1-2 1 5 ns/op\n" +
		"# proof: copy failed\nBenchmarkA/access=copy/size=64B/passes=1\t1 5 ns/op\nBenchmarkA/access=copy/size=1KiB/passes=1 1 5 ns/op\n# proof: none below\n"))
	want := map[string]string{"A/object=my-bytes/size=64B/passes=1": "copy moved, view aliases", "A/size=64B/passes=1": "copy failed"}
	if !maps.Equal(h.Proofs, want) {
		t.Errorf("the proofs are %q, want %q", h.Proofs, want)
	}
}

// TestReadFile: a text is read as it is, or unpacked; of a packed one that is cut there
// is what was unpacked, and an error.
func TestReadFile(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	z.Write([]byte(headText))
	z.Close()
	for _, test := range []struct {
		name, text, want string
		whole            bool
	}{
		{"plain", headText, headText, true},
		{"packed", packed.String(), headText, true},
		{"cut", packed.String()[:packed.Len()-4], headText, false},
		{"empty", "", "", true},
		{"a head of gzip alone", "\x1f\x8b", "", false},
	} {
		path := filepath.Join(t.TempDir(), "run.txt")
		if err := os.WriteFile(path, []byte(test.text), 0o666); err != nil {
			t.Fatal(err)
		}
		text, err := ReadFile(path)
		if string(text) != test.want || (err == nil) != test.whole {
			t.Errorf("%s: %q, %v, want %q", test.name, text, err, test.want)
		}
	}
	if _, err := ReadFile(t.TempDir()); err == nil {
		t.Error("a folder is read")
	}
}

// TestReadFileOnce: a packed text is read into one piece of memory, unless its file lies
// about the length; then it is read all the same.
func TestReadFileOnce(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	want := make([]byte, 1<<20)
	for i := range want {
		want[i] = "0123456789abcdef"[random.IntN(16)]
	}
	var packed bytes.Buffer
	z, _ := gzip.NewWriterLevel(&packed, gzip.HuffmanOnly)
	z.Write(want)
	z.Close()
	for _, says := range []uint32{uint32(len(want)), 0, math.MaxUint32} {
		file := binary.LittleEndian.AppendUint32(packed.Bytes()[:packed.Len()-4:packed.Len()-4], says)
		path := filepath.Join(t.TempDir(), "run.txt.gz")
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		text, err := ReadFile(path)
		runtime.ReadMemStats(&after)
		honest := says == uint32(len(want))
		if !bytes.Equal(text, want) || (err == nil) != honest {
			t.Errorf("of a file that says %d it reads %d bytes, %v, want %d", says, len(text), err, len(want))
		}
		if took := after.TotalAlloc - before.TotalAlloc; honest && took > 5<<19 {
			t.Errorf("a text of %d bytes takes %d bytes of memory", len(want), took)
		}
	}
}
