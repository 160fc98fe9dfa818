package exit

import "errors"

// finding is what compare, check or ab found, as far as the exit code depends on it.
type finding struct {
	nothing   string // why there is no verdict at all; empty where there is one
	missing   string // why this is not all: what could not be read or measured, and what is gone; empty where it is
	worse     int    // what is shown to be worse, by more than the threshold
	looks     int    // what is undecided and looks worse
	seen      bool   // a change of the threshold's size could have been seen
	undecided int
	summary   string // all of it in one sentence
}

// err returns the exit code as an error; nil is 0: nothing looks worse, and a change of
// the threshold's size could have been seen. If something is missing, or there is
// nothing to judge, there is no verdict. -fail-on does not change this error.
func (f finding) err(failOn string) error {
	switch {
	case f.nothing != "":
		return errors.New(f.nothing)
	case f.missing != "":
		return &Verdict{Failed, "this is not all: " + f.summary}
	case failOn == "never":
	case f.worse > 0:
		return &Verdict{Worse, f.summary}
	case f.looks > 0:
		return &Verdict{Undecided, "something looks worse, and there is no verdict on it: " + f.summary}
	case !f.seen:
		return &Verdict{Undecided, "nothing could have been found, whatever had changed: " + f.summary}
	case failOn == "undecided" && f.undecided > 0:
		return &Verdict{Undecided, f.summary}
	}
	return nil
}
