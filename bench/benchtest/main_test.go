package benchtest_test

import (
	"os"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/bench/benchtest"
)

func TestMain(m *testing.M) { os.Exit(benchtest.Main(m)) }

func TestUnmeasuredInside(t *testing.T) {
	onlyInside(t)
	claimed(nil).Test(t)
	lacking := claimed(nil)
	changed(&lacking, func(s *bench.Of[[]byte]) { s.Name, s.Ready = "Absent", unready().Ready })
	lacking.Test(t)
}

// One line names the claims that were not measured, also without -v. They fail on request.
func TestMainSaysWhatWasNotMeasured(t *testing.T) {
	const line = "claims: 1 not measured, 1 measured: TestUnmeasuredInside/Absent: nothing here (try: look there)\n"
	output, failed := child(t, "-test.run=^TestUnmeasuredInside$")
	if failed || !strings.Contains(output, line) {
		t.Errorf("failed %v, want %q in\n%s", failed, line, output)
	}
	output, failed = child(t, "-test.run=^TestUnmeasuredInside$", "-test.short")
	if want := "claims: 2 not measured, 0 measured: TestUnmeasuredInside/Raced: measuring a claim takes seconds: not with -short; "; failed || !strings.Contains(output, want) {
		t.Errorf("with -short: failed %v, want %q in\n%s", failed, want, output)
	}
	t.Setenv("BUFBENCH_CLAIMS", "required")
	if output, failed = child(t, "-test.run=^TestUnmeasuredInside$"); !failed || !strings.Contains(output, line) {
		t.Errorf("if all are required: failed %v, want true and %q in\n%s", failed, line, output)
	}
	if output, failed = child(t, "-test.run=^TestWinsFromInside$/^Above$"); failed || strings.Contains(output, "not measured") {
		t.Errorf("if all were measured: failed %v, want none in\n%s", failed, output)
	}
}
