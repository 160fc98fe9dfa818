package tables

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"testing"

	"github.com/bufbench/bufbench/internal/track/series"
	"github.com/bufbench/bufbench/internal/track/series/seriestest"
)

// TestReading: what is read of a text is what it was when the newest migration was made.
// Tables that were filled before would say something else, and would be believed.
func TestReading(t *testing.T) {
	sum := sha256.New()
	for _, text := range seriestest.Texts() {
		seal, err := EntryOf(text.Name, text.Text, series.Parse(text.Name, text.Text)).seal()
		if err != nil {
			t.Fatal(err)
		}
		sum.Write(seal)
	}
	const want = "20f33ca97ab42451"
	if got := fmt.Sprintf("%x", sum.Sum(nil)[:8]); got != want {
		t.Errorf("what is read of texts has the hash %s, want %s: if that is right, add a migration that sets the column seal of bufbench_file to '', so that all of it is read again", got, want)
	}
}

// TestKnown: the newest migration is the version that is known.
func TestKnown(t *testing.T) {
	all, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil || len(all) != Known {
		t.Errorf("%d migrations, %v, want %d", len(all), err, Known)
	}
}
