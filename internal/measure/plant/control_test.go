package plant_test

import (
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/plant"
	"github.com/bufbench/bufbench/internal/measure/proof"
)

// proven is what proof finds wrong with the arms of a control, by arm.
func proven(t *testing.T, c plant.Control) map[string]string {
	t.Helper()
	faults := map[string]string{}
	for _, at := range c.Scenario.Describe().Grid.Cases() {
		evidence, err := proof.Prover{Seed: 1}.Case(c.Scenario, at)
		if err != nil {
			t.Errorf("%s/%s: %v", c.Name(), at, err)
		}
		for _, e := range evidence {
			if e.Fault != "" {
				faults[e.Arm] = e.Fault
			}
		}
	}
	return faults
}

// Proof refuses the arm that lies, in the words of its control, and no other.
// What another stage must catch, it believes: else that stage is not tried.
func TestProofRefusesWhatItMust(t *testing.T) {
	for _, c := range plant.Controls() {
		if c.By == plant.Sanitizer {
			continue // the process would end, or read what it must not
		}
		faults := proven(t, c)
		switch {
		case c.By != plant.Proof:
			if len(faults) > 0 {
				t.Errorf("%s: proof finds %q, want nothing: it is to be caught by %s", c.Name(), faults, c.By)
			}
		case len(faults) != 1 || !strings.Contains(faults[c.Arm], c.Words):
			t.Errorf("%s: proof finds %q, want of %s alone %q", c.Name(), faults, c.Arm, c.Words)
		}
	}
}

// Once they are timed, arms that were believed do something else.
func TestTimedArmsChange(t *testing.T) {
	const ops = 10
	for _, test := range []struct {
		name string
		read int  // operations' worth of bytes
		same bool // whether their checksum is the honest one
	}{
		{name: "SkippedOps", read: ops / 2},
		{name: "RemovedKernel", read: 0, same: true},
	} {
		for _, c := range plant.Controls() {
			if c.Name() != test.name {
				continue
			}
			timed := c.Scenario.(plant.Timed)
			read, consume := 0, timed.Kernel
			timed.Kernel = func(p []byte, passes int) uint64 { read += len(p); return consume(p, passes) }
			b := bench.NewBlock(timed.Grid.Cases()[0], 1)
			defer b.Close()
			arms, err := timed.Open(b)
			if err != nil {
				t.Fatal(err)
			}
			want := arms[0].Run(1) * ops
			read = 0
			got := arms[1].Run(ops)
			if read != test.read*int(b.Case.Size) || (got == want) != test.same {
				t.Errorf("%s: %d operations read %d bytes and return %#x, want %d bytes, and the honest sum %#x: %v",
					test.name, ops, read, got, test.read*int(b.Case.Size), want, test.same)
			}
		}
	}
}

// Every control can be told from the others, by people and by the command.
func TestControlsAreNamed(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range plant.Controls() {
		arms := 0
		for _, r := range c.Scenario.Rivals() {
			if r.Name == c.Arm {
				arms++
			}
		}
		if seen[c.Name()] || arms != 1 || c.Words == "" || !strings.HasPrefix(c.Pretends, "to ") {
			t.Errorf("%s: seen before (%v), %d arms of the name %s, words %q, or what it pretends (%q) is wrong",
				c.Name(), seen[c.Name()], arms, c.Arm, c.Words, c.Pretends)
		}
		seen[c.Name()] = true
	}
}
