package machine

import "time"

// Clocks are readings of the clocks of this machine at one moment.
type Clocks struct {
	Wall    time.Time     // the date, which somebody may set
	Running time.Duration // since some moment, without what the machine was suspended
	Up      time.Duration // likewise, with it; equal to Running where that is not known
}

// ReadClocks reads them.
func ReadClocks() Clocks {
	running, up := upClocks()
	return Clocks{Wall: time.Now().Round(0), Running: running, Up: up}
}

// Since is how long the machine was suspended between before and c, and by how
// much the date was set, forwards or back.
func (c Clocks) Since(before Clocks) (slept, set time.Duration) {
	up := c.Up - before.Up
	return up - (c.Running - before.Running), c.Wall.Sub(before.Wall) - up
}
