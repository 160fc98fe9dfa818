package launch

import (
	"errors"
	"fmt"
	"math"

	"github.com/bufbench/bufbench/bench"
)

// Ledger is what a budget of operations is made of: one launch of one case. The record
// has a sample of every arm and of every price in each round, so the time of an arm and
// the prices of its parts were measured together.
type Ledger struct {
	Record    Record    `json:"record"` // of arms, then prices
	Works     []Work    `json:"works"`  // by rival of the record
	Prices    []Price   `json:"prices"` // by rival of the record, from the first price on
	Collector Collector `json:"collector"`
	Lacks     []string  `json:"lacks"` // what could not be counted or priced, with the reason
}

// Work is what one operation does, as counted in this launch.
type Work struct {
	Objects []Objects   `json:"objects"` // allocated on the Go heap
	Copied  bench.Bytes `json:"copied"`  // by user code, as declared and proven
	System  bench.Bytes `json:"system"`  // copied by the system, likewise
	Mapped  bench.Bytes `json:"mapped"`  // of a file, mapped and unmapped, likewise

	// As declared alone: see [bench.Cost].
	InC      bench.Bytes  `json:"in_c"`
	Zeroed   bool         `json:"zeroed"`
	Pieces   bench.Pieces `json:"pieces,omitzero"`
	Cleanups int          `json:"cleanups"`

	Reads    float64     `json:"reads"`    // calls of the block's Kernel
	Piece    bench.Bytes `json:"piece"`    // bytes per such call
	Place    Place       `json:"place"`    // where these bytes begin, in the last call
	Calls    float64     `json:"calls"`    // from Go into C
	Requests float64     `json:"requests"` // system calls that read or write
	Protocol []string    `json:"protocol"` // probes of the lookups that acquire the bytes
}

// Allocated is how many bytes the operation allocates on the Go heap.
func (w Work) Allocated() (n float64) {
	for _, o := range w.Objects {
		n += o.PerOp * float64(o.Size)
	}
	return n
}

// ObjectPrice is the price of the allocations of one size. Memory for bytes that are copied
// at once is left as it is: nobody sees what was in it.
func (w Work) ObjectPrice(o Objects) Price {
	if !w.Zeroed && w.Copied > 0 && o.PerOp*float64(o.Size) >= float64(w.Copied)/2 {
		return Price{Item: RawItem, Size: o.Size}
	}
	return Price{Item: ObjectItem, Size: o.Size}
}

// Copies are the copies of an operation: how many bytes of the user's go into new memory,
// how many into memory that was there, and how many C copies. They are copies of the bytes of
// a case. As much goes into new memory as the operation allocates for it. Memory that was set
// to zero before is as near as memory that was there.
func (w Work) Copies(c bench.Case) (all []Payment) {
	switch {
	case w.Copied == 0:
		return nil
	case w.Pieces.Each > 0:
		return []Payment{{Price{Item: PieceItem, Size: w.Copied, Pieces: w.Pieces}, 1}}
	}
	var fresh bench.Bytes
	for _, o := range w.Objects {
		if w.ObjectPrice(o).Item == RawItem {
			fresh += bench.Bytes(o.PerOp * float64(o.Size))
		}
	}
	fresh = min(fresh, w.Copied-w.InC)
	for _, one := range []struct {
		item Item
		size bench.Bytes
	}{{FreshItem, fresh}, {CopyItem, w.Copied - w.InC - fresh}, {CCopyItem, w.InC}} {
		if one.size > 0 {
			p := Price{Item: one.item, Size: min(one.size, c.Size)}
			all = append(all, Payment{p, float64(one.size) / float64(p.Size)})
		}
	}
	return all
}

// Payment is a price, and how often an operation pays it.
type Payment struct {
	Price Price
	Times float64
}

// Bare is the price of a read alone. It is taken off the prices that stand behind a read:
// see [Item.Behind].
func Bare(c bench.Case) Price { return Price{Item: BareItem, Size: min(c.Size, readBefore)} }

// readBefore bytes are enough to push all else out of the nearest cache.
const readBefore = 64 * bench.KiB

// Behind reports whether an operation of the price reads bytes first. A call right after
// other work is dearer than one call after another, because that work has pushed the data
// of the call out of the nearest cache. So it is with allocations, cleanups, page faults and
// system calls.
func (i Item) Behind() bool {
	switch i {
	case ObjectItem, RawItem, FaultItem, CallItem, RequestItem, CleanupItem:
		return true
	}
	return false
}

// streamed is the length from which on Go's copy writes past the caches (on amd64): who
// reads the copy finds it in memory. A loop does not, nor does C at this length.
const streamed = 1 * bench.MiB

// ReadPrice is the price of a call of the block's Kernel.
func (w Work) ReadPrice() Price {
	if w.Pieces.Each == 0 && w.Copied-w.InC >= streamed {
		return Price{Item: FarReadItem, Size: w.Piece}
	}
	return Price{Item: ReadItem, Size: w.Piece, Place: w.Place}
}

// Objects are the allocations of one size.
type Objects struct {
	Size  bench.Bytes `json:"size"` // of the size class; of a large object, its mean
	PerOp float64     `json:"per_op"`
}

// Item is what a price is of.
type Item string

// The items. A price is the time of one of them.
const (
	ObjectItem  Item = "object"   // an allocation of Size bytes, set to zero
	RawItem     Item = "raw"      // an allocation of Size bytes, left as they are
	CopyItem    Item = "copy"     // copying Size bytes into the same memory again and again
	FreshItem   Item = "fresh"    // copying Size bytes into memory that no cache holds
	CCopyItem   Item = "c-copy"   // copying Size bytes into the same memory, by memcpy of C
	PieceItem   Item = "pieces"   // copying Size bytes by a loop, as Pieces say
	CleanupItem Item = "cleanup"  // adding a cleanup to an object that was there, and stopping it
	ReadItem    Item = "read"     // a call of the block's Kernel with Size bytes
	FarReadItem Item = "read-far" // likewise, with bytes that no cache holds
	FaultItem   Item = "fault"    // the first touch of a page
	BareItem    Item = "bare"     // reading Size bytes, which other prices begin with
	CallItem    Item = "call"     // an empty call into C
	RequestItem Item = "request"  // a system call that reads one byte of a file in memory
	SystemItem  Item = "system"   // a system call that reads Size bytes of it
	MapItem     Item = "map"      // mapping Size bytes of it, touching each page, unmapping them
	LookupItem  Item = "lookup"   // a lookup of the protocol: Name
	UnreadItem  Item = "unread"   // an operation of the arm Name that reads nothing (0 passes)
)

// Price names what a rival of the record is the price of.
type Price struct {
	Item Item        `json:"item"`
	Size bench.Bytes `json:"size,omitempty"`
	Name string      `json:"name,omitempty"`

	Place Place `json:"place,omitzero"` // of the bytes that are read

	Pieces bench.Pieces `json:"pieces,omitzero"` // of the bytes that a loop copies
}

// String is the name of the price among the rivals of a record.
func (p Price) String() string {
	s := "price:" + string(p.Item)
	if p.Name != "" {
		s += ":" + p.Name
	}
	if p.Size != 0 {
		s += ":" + p.Size.String()
	}
	if place := p.Place.String(); place != "" {
		s += ":" + place
	}
	if p.Pieces.Each > 0 {
		s += ":" + p.Pieces.Each.String()
	}
	if p.Pieces.Among > 0 {
		s += ":" + p.Pieces.Among.String()
	}
	if p.Pieces.Scattered {
		s += ":scattered"
	}
	if p.Pieces.Decoded {
		s += ":decoded"
	}
	return s
}

// Collector is what Go's garbage collector costs per allocated byte, at the live heap of
// the case. It is zero if the collector is off.
type Collector struct {
	Own    float64 `json:"own_ns_per_byte"`    // on the allocating thread: assists and pauses
	Others float64 `json:"others_ns_per_byte"` // CPU time of other threads
	Cycles int     `json:"cycles"`             // of the measurement
}

// Check refuses a ledger that cannot be true.
func (l *Ledger) Check() error {
	if err := l.Record.Check(); err != nil {
		return err
	}
	if len(l.Works) != len(l.Record.Rivals) || len(l.Prices) >= len(l.Record.Rivals) {
		return fmt.Errorf("a ledger of %d rivals has %d works and %d prices", len(l.Record.Rivals), len(l.Works), len(l.Prices))
	}
	for _, w := range l.Works {
		if err := w.check(); err != nil {
			return err
		}
	}
	for _, p := range l.Prices {
		if p.Size < 0 || p.Size > largest {
			return fmt.Errorf("a price of %d bytes", p.Size)
		}
		if p.Pieces.Each < 0 || p.Pieces.Each > largest || p.Pieces.Among < 0 || p.Pieces.Among > largest {
			return fmt.Errorf("a price of pieces of %d bytes among %d", p.Pieces.Each, p.Pieces.Among)
		}
		if p.Place.Line < 0 || p.Place.Line >= CacheLine {
			return fmt.Errorf("a price at %d bytes of a cache line", p.Place.Line)
		}
	}
	if !isAmount(l.Collector.Own) || !isAmount(l.Collector.Others) || l.Collector.Cycles < 0 {
		return fmt.Errorf("a collector that takes %v and %v ns per byte", l.Collector.Own, l.Collector.Others)
	}
	for _, s := range l.Lacks {
		if !isLine(s) {
			return errors.New("a lack that is no line")
		}
	}
	return nil
}

func (w Work) check() error {
	if w.Copied < 0 || w.System < 0 || w.Piece < 0 || !isAmount(w.Reads) || !isAmount(w.Calls) || !isAmount(w.Requests) {
		return fmt.Errorf("an operation copies %d and %d bytes, and makes %v and %v calls", w.Copied, w.System, w.Calls, w.Requests)
	}
	if w.InC < 0 || w.InC > w.Copied {
		return fmt.Errorf("an operation copies %d bytes, and C %d of them", w.Copied, w.InC)
	}
	if w.Mapped < 0 || w.Cleanups < 0 {
		return fmt.Errorf("an operation maps %d bytes, and adds %d cleanups", w.Mapped, w.Cleanups)
	}
	for _, o := range w.Objects {
		if o.Size < 0 || !isAmount(o.PerOp) {
			return fmt.Errorf("an operation allocates %v objects of %d bytes", o.PerOp, o.Size)
		}
	}
	return nil
}

// isAmount reports whether x can be a number of things or a time.
func isAmount(x float64) bool { return x >= 0 && !math.IsInf(x, 0) }
