package truth

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/option"
)

// The last calibration of this machine and version of Go counts, whatever else
// stands in the file.
func TestLast(t *testing.T) {
	type document struct {
		Machine string    `json:"machine"`
		Go      string    `json:"go"`
		Date    time.Time `json:"date"`
	}
	folder := filepath.Join(t.TempDir(), "m-1c-000000")
	if err := os.Mkdir(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	f := FileIn(folder)
	if _, known := Last[document](f); known {
		t.Error("a folder without a calibration has one")
	}
	of := func(day int, machine, version string) document {
		return document{Machine: machine, Go: version, Date: time.Date(2026, 1, day, 0, 0, 0, 0, time.UTC)}
	}
	const own = "m-1c-000000"
	for _, c := range []document{of(1, own, "go1.1"), of(2, own, runtime.Version()), of(3, own, runtime.Version()), of(4, own, "go1.1"), of(5, "other", runtime.Version())} {
		if err := f.Keep(c); err != nil {
			t.Fatal(err)
		}
	}
	cut, err := os.OpenFile(f.Path(), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := cut.WriteString(`{"machine":"m-1c-0000`); err != nil {
		t.Fatal(err)
	}
	if err := cut.Close(); err != nil {
		t.Fatal(err)
	}
	if got, known := Last[document](f); !known || got.Date.Day() != 3 {
		t.Errorf("Last = %+v, %v, want that of day 3", got, known)
	}
	if err := f.Keep(of(6, own, runtime.Version())); err != nil {
		t.Fatal(err)
	}
	if got, known := Last[document](f); !known || got.Date.Day() != 6 {
		t.Errorf("behind a line that was cut: Last = %+v, %v, want that of day 6", got, known)
	}
}

// A folder that cannot be made is an error that another folder avoids.
func TestNewFileHints(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	_, err := newFile(file, "m")
	var hint *option.Hint
	if !errors.As(err, &hint) || hint.Option != "results" {
		t.Errorf("newFile = %v, want a hint at results", err)
	}
}
