package wholefile_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/bufbench/bufbench/internal/host/wholefile"
)

// TestWriteNamed: links that a person made stay, wherever they lead.
func TestWriteNamed(t *testing.T) {
	folder, elsewhere := t.TempDir(), t.TempDir()
	there, dangling, chain := filepath.Join(elsewhere, "there"), filepath.Join(elsewhere, "dangling"), filepath.Join(folder, "chain")
	put(t, there, "old")
	link(t, there, filepath.Join(folder, "to-there"))
	link(t, dangling, filepath.Join(folder, "to-dangling"))
	link(t, "to-there", chain)
	for _, test := range []struct{ path, file string }{
		{filepath.Join(folder, "plain"), filepath.Join(folder, "plain")},
		{filepath.Join(folder, "to-there"), there},
		{filepath.Join(folder, "to-dangling"), dangling},
		{chain, there},
	} {
		if err := wholefile.WriteNamed(test.path, []byte(test.path)); err != nil {
			t.Error(err)
		}
		if got := read(t, test.file); got != test.path {
			t.Errorf("WriteNamed(%s): the file holds %q", test.path, got)
		}
	}
	only(t, folder, "chain", "plain", "to-dangling", "to-there")
	only(t, elsewhere, "dangling", "there")
	if _, err := os.Readlink(chain); err != nil {
		t.Errorf("the link is gone: %v", err)
	}
	loop := filepath.Join(folder, "loop")
	link(t, "loop", loop)
	if err := wholefile.WriteNamed(loop, nil); err == nil {
		t.Error("a link to itself was written")
	}
}
