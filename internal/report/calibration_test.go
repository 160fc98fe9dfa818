package report_test

import (
	"bytes"
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/report"
)

// calibration is a made-up one: a class that is quiet, and one that is slow and
// noisy.
func calibration() report.Calibration {
	plant := func(effect float64, w verdict.Word, center float64) verdict.Plant {
		return verdict.Plant{Effect: effect, Against: verdict.Judgement{Word: w, Time: interval.Estimate{Center: center, Lo: center - 0.004, Hi: center + 0.004, N: 20}}}
	}
	logs := make([]float64, 100)
	for i := range logs {
		logs[i] = 0.005 * float64(1-i%2*2) * (1 + float64(i%5)/10)
	}
	call := verdict.Calibrate("call", logs, 25*time.Millisecond, time.Second, 10*time.Second)
	call.Planted = []verdict.Plant{plant(0.01, verdict.Worse, 1.0104), plant(0.02, verdict.Worse, 1.0211), plant(0.05, verdict.Worse, 1.049)}
	memory := verdict.Calibrate("memory", logs[:14], 150*time.Millisecond, time.Second, 10*time.Second)
	memory.Planted = []verdict.Plant{plant(0.01, verdict.Undecided, 1.002), plant(0.02, verdict.Better, 0.98), plant(0.05, verdict.Worse, 1.16)}
	memory.False = 1
	return report.Calibration{
		Machine: "made-up-2c-000000", Go: "go1.26.0", Date: time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC),
		Seconds: 60, Alpha: 0.01, Power: 0.9, Classes: []report.ClassJSON{report.Class(call), report.Class(memory)},
	}
}

func TestCalibrationText(t *testing.T) {
	var out strings.Builder
	if err := report.CalibrationText(&out, calibration()); err != nil {
		t.Fatal(err)
	}
	golden(t, "calibration.txt", out.String())
	for line := range strings.Lines(out.String()) {
		if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > 80 {
			t.Errorf("a line of %d columns: %q", n, line)
		}
	}
	if err := report.CalibrationText(&out, report.Calibration{}); err != nil {
		t.Errorf("a calibration of no class: %v", err)
	}
}

func TestDetects(t *testing.T) {
	c := calibration()
	var out strings.Builder
	if err := report.Detects(&out, c); err != nil || !strings.HasPrefix(out.String(), "\nthis machine, calibrated 2026-11-24: detects 1 % in ") ||
		!strings.Contains(out.String(), "s (call), ") || !strings.HasSuffix(out.String(), "s (memory)\n") {
		t.Errorf("Detects prints %q, %v", out.String(), err)
	}
	out.Reset()
	c.Classes[0].Detects, c.Classes[1].Detects = nil, nil
	if err := report.Detects(&out, c); err != nil || out.String() != "" {
		t.Errorf("Detects of classes that do not know prints %q, %v, want nothing", out.String(), err)
	}
}

// JSON is read back as it was.
func TestCalibrationJSON(t *testing.T) {
	want := calibration()
	var text bytes.Buffer
	if err := report.JSON(&text, want); err != nil {
		t.Fatal(err)
	}
	var got report.Calibration
	dec := json.NewDecoder(&text)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&got); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("read back: %+v, %v, want %+v", got, err, want)
	}
	call, memory := got.Classes[0], got.Classes[1]
	if call.After[0].Half == nil || !call.After[1].Extrapolated || memory.After[0].Half != nil || math.Abs(call.Launch-0.025) > 1e-12 {
		t.Errorf("classes read back: %+v and %+v, want intervals but of memory after a second", call, memory)
	}
}
