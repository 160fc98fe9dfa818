package bench

import "time"

// Clocks are the clocks of the thread that calls them. Time is a parameter, so
// that the loop has exact tests. Only Wall is required; nil means that the
// platform lacks it.
type Clocks struct {
	Wall    func() time.Duration // monotonic
	CPU     func() time.Duration // CPU time of the calling thread
	Process func() time.Duration // CPU time of the whole process, the collector included
	Usage   func() Usage
}

// Usage is what the calling thread has used so far.
type Usage struct {
	Faults   int64 // minor page faults
	Switches int64 // involuntary context switches
}

// SystemClocks are the real clocks of this platform. CPU and Usage belong to
// the calling thread, so the caller keeps to one (runtime.LockOSThread).
func SystemClocks() Clocks {
	start := time.Now()
	c := threadClocks()
	c.Wall = func() time.Duration { return time.Since(start) }
	return c
}

// reading is every clock at one moment.
type reading struct {
	wall, cpu, process time.Duration
	usage              Usage
}

// start reads the clocks, the one that counts most last.
func (c Clocks) start() (r reading) {
	if c.Usage != nil {
		r.usage = c.Usage()
	}
	if c.Process != nil {
		r.process = c.Process()
	}
	if c.CPU != nil {
		r.cpu = c.CPU()
	}
	r.wall = c.Wall()
	return r
}

// stop reads the clocks in the opposite order.
func (c Clocks) stop() (r reading) {
	r.wall = c.Wall()
	if c.CPU != nil {
		r.cpu = c.CPU()
	}
	if c.Process != nil {
		r.process = c.Process()
	}
	if c.Usage != nil {
		r.usage = c.Usage()
	}
	return r
}
