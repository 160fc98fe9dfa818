package child

import (
	"slices"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/price"
	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// priced are the ops of prices, with what they need.
type priced struct {
	prices []launch.Price
	ops    []bench.Op
	lacks  []string
	ends   []func()
}

func (p *priced) close() {
	for _, end := range p.ends {
		end()
	}
}

// add adds a price, behind a read of the ground if it belongs there.
func (p *priced) add(of launch.Price, g reference.Ground, op bench.Op) {
	if of.Item.Behind() {
		op = price.Behind(kernel.Sum, g.From[:launch.Bare(g.Case).Size], op)
	}
	p.prices, p.ops = append(p.prices, of), append(p.ops, op)
}

// prices opens the prices of all that the arms of a ledger do. Reads are those of the
// opened block, and everything else works on memory of its own.
func (k bookkeeper) prices(v launch.Visit, l *launch.Ledger, open *opened) (*priced, error) {
	p := &priced{}
	ground := reference.NewGround(open.own)
	all := wanted(v.Case, l)
	if slices.Contains(all, launch.Price{Item: launch.CleanupItem}) {
		for _, o := range k.work(price.Cleanup(nothing), 1, &readCount{}).Objects { // they have rows of their own
			if p := (launch.Price{Item: launch.ObjectItem, Size: o.Size}); !slices.Contains(all, p) {
				all = append(all, p)
			}
		}
	}
	for _, want := range all {
		if err := k.price(p, want, ground, open); err != nil {
			p.close()
			return nil, err
		}
	}
	k.unread(p, v, open.block.Seed)
	return p, nil
}

// nothing is the cleanup whose price is measured.
func nothing() {}

// wanted are the prices of what the arms do, each once.
func wanted(at bench.Case, l *launch.Ledger) (all []launch.Price) {
	want := func(p launch.Price) {
		if !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	for _, w := range l.Works[:len(l.Record.Rivals)-len(l.Prices)] {
		for _, o := range w.Objects {
			want(w.ObjectPrice(o))
		}
		for _, p := range w.Copies(at) {
			want(p.Price)
		}
		if w.Reads > 0 {
			want(w.ReadPrice())
		}
		if w.Calls > 0 {
			want(launch.Price{Item: launch.CallItem})
		}
		if w.Requests > 0 || w.System > 0 {
			want(launch.Price{Item: launch.RequestItem})
		}
		if w.System > 0 {
			want(launch.Price{Item: launch.SystemItem, Size: w.System})
		}
		if w.Mapped > 0 {
			want(launch.Price{Item: launch.MapItem, Size: w.Mapped})
		}
		if w.Cleanups > 0 {
			want(launch.Price{Item: launch.CleanupItem})
		}
		for _, name := range w.Protocol {
			want(launch.Price{Item: launch.LookupItem, Name: name})
		}
	}
	want(launch.Price{Item: launch.FaultItem})
	want(launch.Bare(at))
	return all
}

// price adds the op of one price. What this program cannot price becomes a lack.
func (k bookkeeper) price(p *priced, want launch.Price, g reference.Ground, open *opened) error {
	probe := func(name string) {
		if op, found := k.referenceOf(name, g); found {
			p.add(want, g, op)
			return
		}
		p.lacks = append(p.lacks, "this program has no probe "+name)
	}
	switch want.Item {
	case launch.ObjectItem:
		p.add(want, g, price.Object(want.Size))
	case launch.RawItem:
		p.add(want, g, price.Raw(want.Size))
	case launch.CopyItem:
		p.add(want, g, price.Copy(g.To[:want.Size], want.Size, g.From))
	case launch.FreshItem:
		p.add(want, g, price.Copy(k.heap.room(want.Size, g.To), want.Size, g.From))
	case launch.CCopyItem:
		g.Case.Size = want.Size
		probe("c-copy")
	case launch.PieceItem:
		p.add(want, g, price.Pieces(want.Pieces, open.own.Touched(want.Size), open.own.Touched))
	case launch.CleanupItem:
		p.add(want, g, price.Cleanup(nothing))
	case launch.ReadItem, launch.FarReadItem:
		if int(want.Size) > len(g.From) {
			p.lacks = append(p.lacks, "reads of "+want.Size.String()+" are longer than the case")
			break
		}
		var room []byte
		if want.Item == launch.FarReadItem {
			room = k.heap.room(want.Size, g.From)
		} else {
			room = placed(g.From, want.Size, want.Place.In(lineOf(address(open.block.Owner().Memory))), open.own.Touched)
		}
		p.add(want, g, price.Read(room, want.Size, open.block.Kernel, g.Case.Passes))
	case launch.FaultItem:
		probe("page-fault")
	case launch.BareItem:
		p.add(want, g, price.Behind(kernel.Sum, g.From[:want.Size], bench.Op{Run: func(int) uint64 { return 0 }}))
	case launch.CallItem:
		probe("cgo-call")
	case launch.LookupItem:
		probe(want.Name)
	case launch.RequestItem, launch.SystemItem, launch.MapItem:
		return p.request(want, g)
	}
	return nil
}

// request adds the price of a system call that reads or maps.
func (p *priced) request(want launch.Price, g reference.Ground) error {
	size := max(want.Size, 1)
	f, err := price.NewFile(size)
	if err != nil {
		return err
	}
	p.ends = append(p.ends, f.Close)
	if want.Item == launch.MapItem {
		op, err := f.Map(size)
		if err != nil {
			p.lacks = append(p.lacks, err.Error())
			return nil
		}
		p.add(want, g, op)
		return nil
	}
	kept := make([]byte, size)
	kept[0] = 1
	for i := 0; i < len(kept); i += page {
		kept[i] = 1
	}
	p.add(want, g, f.Read(kept))
	return nil
}

// unread adds every arm with 0 passes: the same operation without its reading. A
// scenario without such a case has none.
func (k bookkeeper) unread(p *priced, v launch.Visit, seed uint64) {
	if v.Case.Passes == 0 {
		return
	}
	v.Case.Passes = 0
	open, err := k.stage.open(v, seed)
	if err != nil {
		p.lacks = append(p.lacks, "no arm can leave out its reading: "+err.Error())
		return
	}
	p.ends = append(p.ends, open.close)
	for i, op := range open.ops {
		p.add(launch.Price{Item: launch.UnreadItem, Name: k.scenario.Rivals()[v.Arms[i]].Name}, reference.Ground{}, op)
	}
}

// countPrices notes the prices of a ledger, with the calls that each of them makes.
func (k bookkeeper) countPrices(l *launch.Ledger, p *priced) {
	l.Prices, l.Lacks = p.prices, append(l.Lacks, p.lacks...)
	for i, op := range p.ops {
		l.Record.Rivals = append(l.Record.Rivals, launch.Rival{Name: p.prices[i].String()})
		l.Works = append(l.Works, k.work(op, 1, &readCount{}))
	}
}

// room is memory that no cache holds, if operations go through it from front to back. It
// is the ballast, or memory of its own while the collector is off. Where neither can be,
// it is other.
func (h *heap) room(size bench.Bytes, other []byte) []byte {
	if h.ballast == nil {
		h.ballast, h.walked = make([]byte, max(h.standard, 2*size)), false
	}
	if bench.Bytes(len(h.ballast)) < 2*size {
		return other
	}
	if !h.walked {
		for i := 0; i < len(h.ballast); i += page {
			h.ballast[i] = 1
		}
		h.walked = true
	}
	return h.ballast
}
