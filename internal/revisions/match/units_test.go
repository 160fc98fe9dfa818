package match

import (
	"fmt"
	"testing"

	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// TestAgreed: what sides say of a unit counts where nobody says otherwise.
func TestAgreed(t *testing.T) {
	m := &Match{}
	say := func(side Side, units ...gotest.Unit) { m.hear(side, []gotest.Discovery{{Units: units}}) }
	say(Base, gotest.Unit{Name: "a/s", Key: "better", Value: "higher"}, gotest.Unit{Name: "b", Key: "better", Value: "lower"})
	say(Head, gotest.Unit{Name: "a/s", Key: "better", Value: "higher"}, gotest.Unit{Name: "b", Key: "better", Value: "higher"})
	say(Head, gotest.Unit{Name: "c", Key: "assume", Value: "exact"})
	if got, want := fmt.Sprint(m.agreed()), "[Unit a/s better=higher Unit c assume=exact]"; got != want {
		t.Errorf("agreed %s, want %s", got, want)
	}
}
