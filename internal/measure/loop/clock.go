package loop

import "time"

// Clocks are the clocks of the thread that calls them. Only Wall is required. A nil
// clock is one that the platform lacks.
type Clocks struct {
	Wall    func() time.Duration // monotonic
	CPU     func() time.Duration // CPU time of the calling thread
	Process func() time.Duration // CPU time of the whole process, the collector included
	Usage   func() Usage
}

// Usage is the use of the system so far, by the calling thread or by the process.
type Usage struct {
	Faults   int64         // minor page faults
	Switches int64         // involuntary context switches
	Wakes    int64         `json:",omitempty"` // of a bystander: a goroutine beside the operations of several
	Late     time.Duration `json:",omitempty"` // its delays after these wake-ups, together
}

// since is the use from an earlier moment on.
func (u Usage) since(from Usage) Usage {
	return Usage{u.Faults - from.Faults, u.Switches - from.Switches, u.Wakes - from.Wakes, u.Late - from.Late}
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
