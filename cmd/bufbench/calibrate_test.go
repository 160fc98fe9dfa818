package main

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/report"
)

// The last calibration of this machine and version of Go counts, whatever else
// stands in the file.
func TestCalibrated(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "m-1c-000000")
	if err := os.Mkdir(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	if _, known := calibrated(folder); known {
		t.Error("a folder without a calibration has one")
	}
	of := func(day int, machine, version string) report.Calibration {
		return report.Calibration{Machine: machine, Go: version, Date: time.Date(2026, 1, day, 0, 0, 0, 0, time.UTC)}
	}
	const own = "m-1c-000000"
	for _, c := range []report.Calibration{of(1, own, "go1.1"), of(2, own, runtime.Version()), of(3, own, runtime.Version()), of(4, own, "go1.1"), of(5, "other", runtime.Version())} {
		if err := keepCalibration(calibrationFile(folder), c); err != nil {
			t.Fatal(err)
		}
	}
	f, err := os.OpenFile(calibrationFile(folder), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString(`{"machine":"m-1c-0000`); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if got, known := calibrated(folder); !known || got.Date.Day() != 3 {
		t.Errorf("calibrated = %+v, %v, want that of day 3", got, known)
	}
	if err := keepCalibration(calibrationFile(folder), of(6, own, runtime.Version())); err != nil {
		t.Fatal(err)
	}
	if got, known := calibrated(folder); !known || got.Date.Day() != 6 {
		t.Errorf("behind a line that was cut: calibrated = %+v, %v, want that of day 6", got, known)
	}
}
