package main

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"testing"

	"github.com/bufbench/bufbench/internal/track/series/seriestest"
	"github.com/bufbench/bufbench/scenarios"
)

// TestTrackIndex: a large record has an index, and a history that is read by it is byte for
// byte that of the text.
func TestTrackIndex(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(dir))
	for i := range 30 {
		if _, _, err := seriestest.Text(fmt.Sprintf("%040x", i), i, 800).Write("record"); err != nil {
			t.Fatal(err)
		}
	}
	show := func(cache string) string {
		t.Setenv("XDG_CACHE_HOME", cache)
		a := appOf(scenarios.All())
		var out bytes.Buffer
		a.Out, a.Err = &out, io.Discard
		if err := command(a).Run(t.Context(), []string{"bufbench", "track", "show", "-record", "record", "-unit", "B/op", "-bench", "X1", "-format", "json"}); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	cache := filepath.Join(dir, "cache")
	text := show("relative") // no folder of caches, so no index
	for _, when := range []string{"made", "read"} {
		if got := show(cache); got != text || len(got) == 0 {
			t.Errorf("by an index that is %s, the history has %d bytes, want the %d of the text", when, len(got), len(text))
		}
	}
	if found, err := filepath.Glob(filepath.Join(cache, "bufbench", "track", "*.sqlite")); len(found) != 1 || err != nil {
		t.Errorf("the indexes are %q, %v", found, err)
	}
}
