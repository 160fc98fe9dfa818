package check

import (
	"encoding/binary"
	"os"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/bufbench/bufbench/internal/result"
)

// TestSaveEncoded: a baseline of a text in another encoding can be read, since it is kept as
// UTF-8.
func TestSaveEncoded(t *testing.T) {
	const text = "goos: linux\nBenchmarkDecode/größe-8 1000 100 ns/op\n"
	wide := []byte{0xff, 0xfe}
	for _, unit := range utf16.Encode([]rune(text)) {
		wide = binary.LittleEndian.AppendUint16(wide, unit)
	}
	var s Spec
	s.Inputs, s.Machine = []result.Input{{Path: "out.txt", Text: wide}, {Path: "more.txt", Text: []byte(text)}}, "m-1"
	s.Baseline.Folder, s.Baseline.Save = t.TempDir(), "main"
	path, err := Save(s, Outcome{})
	if err != nil {
		t.Fatal(err)
	}
	kept, err := os.ReadFile(path)
	if err != nil || !strings.HasSuffix(string(kept), text+text) {
		t.Errorf("the baseline is %q, %v, want it to end with both texts", kept, err)
	}
}
