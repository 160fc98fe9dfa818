package bench

// Info is what is known of a scenario without running it. It is a literal in
// an untagged file, so that a list can name what cannot run here.
type Info struct {
	Name     string       // CamelCase: SubSlice
	Question string       // one sentence that ends in a question mark
	Class    []Class      // what kind of answer to expect
	Kernel   Consumer     `json:"-"` // what a life does with the bytes; arms call it as b.Kernel. nil where the arms consume in ways of their own (see [Block.Through])
	Grid     Grid         // the cases of a default run
	Ready    func() error `json:"-"` // nil or a nil result: it can run here; a *[Skip] says why not, another error is a failure
	Probes   []string     // constants of the machine that belong beside the arms, such as "cgo-call"
	Contests []Contest    // the break-evens to find; nil means that of the view against the copy
	Card     Card         // what holding a view asks of people

	Versions func() []Version `json:"-"` // of what it runs on beside Go; asked where it can run. nil names none

	// Blocks is how many blocks of memory the runtime that it runs on beside Go has
	// handed out, such as Python; false where it does not count. It is called when a
	// source is open, and within lives. nil counts none.
	Blocks func() (n int64, known bool) `json:"-"`
}

// Version is that of a library or runtime which a scenario runs on. It is part
// of what makes results comparable.
type Version struct {
	Of     string // a key of the Go benchmark format: lower case, without spaces, such as python
	Number string // such as 3.11.2; empty where it is not known
}

// Contest is a pair of arms whose break-even is asked for.
type Contest struct {
	View, Copy string   // names of arms
	Setup      []string // probes, such as "pin", whose times add up to what the view costs beside its bytes, by the author's account; nil gives none
}

// Asked returns the contests of i: its own, or that of the view against the
// copy.
func (i Info) Asked() []Contest {
	if i.Contests != nil {
		return i.Contests
	}
	return []Contest{{View: "view", Copy: "copy"}}
}
