package buffer

import (
	"fmt"
	"sync/atomic"
)

// closed is set in a lease's state once its release has begun. It is out of
// reach of any number of views.
const closed = 1 << 62

// Lease stands for the owner's promise to leave its memory in place while views are
// open. It is safe for concurrent use.
type Lease struct {
	owner  Owner // nil: nobody is told
	memory [][]byte
	state  atomic.Int64          // open views and running operations; closed
	ends   uint32                // who lets the memory go, beside Release; atomic
	err    atomic.Pointer[error] // what free returned
}

// Who lets the memory of a lease go, beside [Lease.Release].
const (
	nobody   = iota // there was no view: an operation that fails must not
	lastView        // whichever it is
	lender          // the owner, who has not called Return yet
)

// Owner is who is told when no view of the memory is open any more.
type Owner interface {
	// Free lets the memory go. It runs once.
	Free() error
}

// freeing is an Owner that is a function.
type freeing func() error

// Free implements Owner.
func (f freeing) Free() error { return f() }

// NewLease returns a lease on memory that somebody owns. Views start in the first
// region; the pointers of suboffsets may lead into the others. No region may be on a
// goroutine's stack, because stacks move. No slice that Go code can pass here is.
//
// release may be nil. It runs once: when the last view is gone, on the goroutine
// that let it go, or in [Lease.Release] if there never was one. Afterwards the
// lease is closed and [New] refuses it, so a lease that is to serve many short
// views keeps one open.
func NewLease(release func() error, memory ...[]byte) *Lease {
	l := &Lease{memory: memory}
	if release != nil {
		l.owner = freeing(release)
	}
	return l
}

// Lend makes l, of zero value, the lease of an owner that keeps it in a value of its own.
// The memory stays until [Lease.Return], whatever views come and go.
func (l *Lease) Lend(owner Owner) { l.owner, l.ends = owner, lender }

// Return ends what Lend began, and is Release then: while views are open it is an
// ErrExported, and the last of them lets the memory go. It may be called again.
func (l *Lease) Return() error {
	if l.state.Load() == 0 && l.state.CompareAndSwap(0, closed) {
		return l.close() // as a rule, and in one step
	}
	// First this, then Release looks at the views: drop does it the other way around.
	atomic.StoreUint32(&l.ends, lastView)
	return l.Release()
}

// Release lets the owner's memory go if no view is open, and is an ErrExported
// with their number if one is: nothing changes then. When the memory has gone,
// by whatever way, it returns what the owner's release function returned; it may
// be called again.
func (l *Lease) Release() error {
	if l.state.Load() == 0 && l.state.CompareAndSwap(0, closed) {
		return l.close()
	}
	if n := l.Views(); n > 0 {
		return &Error{
			Op: "release", On: "the lease", Kind: ErrExported,
			Detail: fmt.Sprintf("%d views or operations are open; release them first", n),
		}
	}
	if err := l.err.Load(); err != nil {
		return *err
	}
	return nil
}

// Views returns how many views are open. An operation that runs counts as one.
func (l *Lease) Views() int {
	n := l.state.Load()
	if n >= closed {
		return 0
	}
	return int(n)
}

// acquire counts one more view, unless the memory has gone. Adding comes first:
// a release that runs at the same time then either sees the view or was first.
func (l *Lease) acquire() bool {
	if l.state.Add(1) < closed {
		return true
	}
	_ = l.drop() // counts back, and closes nothing that is closed
	return false
}

// drop counts one view less, and lets the memory go after the last, unless that is the
// lender's part. If a view is acquired between the two, that one will be the last.
func (l *Lease) drop() error {
	if l.state.Load() == 1 && atomic.LoadUint32(&l.ends) == lastView && l.state.CompareAndSwap(1, closed) {
		return l.close() // as a rule, and in one step
	}
	if l.state.Add(-1) == 0 && atomic.LoadUint32(&l.ends) == lastView && l.state.CompareAndSwap(0, closed) {
		return l.close()
	}
	return nil
}

// viewed notes that there is a view.
func (l *Lease) viewed() {
	if atomic.LoadUint32(&l.ends) == nobody {
		atomic.CompareAndSwapUint32(&l.ends, nobody, lastView) // a lender stays one
	}
}

// close runs the owner's release; the caller has won the state.
func (l *Lease) close() error {
	if l.owner == nil {
		return nil
	}
	err := l.owner.Free()
	if err != nil {
		kept := err // a variable of its own, so that err needs no allocation
		l.err.Store(&kept)
	}
	return err
}
