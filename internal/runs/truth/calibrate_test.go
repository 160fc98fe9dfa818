package truth

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/plant"
	"github.com/bufbench/bufbench/internal/measure/runner"
)

// What is planted is found, with its size, and identical code is not told apart.
func TestCalibrateFindsWhatIsPlanted(t *testing.T) {
	m := &fakeMachine{noise: 0.001}
	for _, w := range plant.Same() {
		c, same, err := newLab(m.rig()).calibrate(t.Context(), w, 8*time.Second)
		if err != nil {
			t.Fatal(err)
		}
		if c.Class != w.Class || c.Launches < 80 || c.Verdicts < 3 || c.False != 0 || c.Each < fakeLaunch || same.Told() {
			t.Errorf("%s: %d launches of %s, %d of %d verdicts false, told apart %v, want 80 and none", c.Class, c.Launches, c.Each, c.False, c.Verdicts, same.Told())
		}
		for i, want := range []float64{0.01, 0.02, 0.05} {
			if p := c.Planted[i]; p.Effect != want || !p.Found() || p.Against.Time.Center < 1+want-0.002 || p.Against.Time.Center > 1+want+0.002 {
				t.Errorf("%s: of a slowdown of %g it is found: %v, %+v", c.Class, want, p.Found(), p)
			}
		}
	}
}

// Time that is too short to find an effect misses it.
func TestCalibrateMisses(t *testing.T) {
	m := &fakeMachine{noise: 0.1}
	c, _, err := newLab(m.rig()).calibrate(t.Context(), plant.Same()[0], 6*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range c.Planted {
		if p.Found() {
			t.Errorf("a slowdown of %g is found within noise of 10 %%: %+v", p.Effect, p.Against)
		}
	}
	if n := m.launches["SameCall 100"]; n < 20 || n > 30 {
		t.Errorf("%d launches look for 1 %%, want those of a second", n)
	}
}

func TestCalibrateFails(t *testing.T) {
	for _, start := range []runner.Launcher{
		(&fakeMachine{fault: "SameCall", launches: map[string]int{}}).start,
		func(context.Context, launch.Job, func(launch.Message)) error { return errors.New("out of luck") },
	} {
		l := newLab(Rig{Works: plant.Same(), Start: start})
		if _, _, err := l.calibrate(t.Context(), plant.Same()[0], time.Second); err == nil || !strings.Contains(err.Error(), "calibrate SameCall/") || !strings.Contains(err.Error(), "out of luck") {
			t.Errorf("calibrate = %v, want an error that names the work and the reason", err)
		}
	}
}
