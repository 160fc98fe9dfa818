package bench

// Info describes a scenario without running it. It is a literal in a file without
// build tags: a list names scenarios that cannot run here, too.
type Info struct {
	Name     string       // CamelCase: SubSlice
	Question string       // one sentence that ends in a question mark
	Class    []Class      // what kind of answer to expect
	Kernel   Consumer     `json:"-"` // consumes the bytes; arms call it as b.Kernel. nil if the arms consume in their own ways (see [Block.Through]); [Block.Reader] may take its place
	Grid     Grid         // the cases of a default run
	Ready    func() error `json:"-"` // nil or a nil result: it can run here. A *[Skip] says why not; another error is a failure
	Probes   []string     // constants of the machine that belong beside the arms, such as "cgo-call"
	Contests []Contest    // the break-evens to find; nil means the view against the copy
	Card     Card         // the duties of people who hold a view

	Versions func() []Version `json:"-"` // of libraries and runtimes beside Go; called only where it can run. nil names none

	// Blocks is how many blocks of memory a runtime beside Go has handed out, such as
	// Python; false if it does not count. It is called while a source is open, and
	// within operations. nil counts none.
	Blocks func() (n int64, known bool) `json:"-"`
}

// Version is the version of a library or runtime under a scenario. Results with
// different versions are not comparable.
type Version struct {
	Of     string // a key of the Go benchmark format: lower case, without spaces, such as python
	Number string // such as 3.11.2; empty if unknown
}

// Contest is a pair of arms with a break-even to find.
type Contest struct {
	View, Copy string   // names of arms
	Setup      []string // probes, such as "pin": their times add up to the cost of the view beside its bytes. nil gives none
}

// Asked returns the contests of i: its own, or the view against the copy.
func (i Info) Asked() []Contest {
	if i.Contests != nil {
		return i.Contests
	}
	return []Contest{{View: "view", Copy: "copy"}}
}
