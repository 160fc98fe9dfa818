package compare

import (
	"iter"
	"slices"

	"github.com/bufbench/bufbench/internal/result"
	"golang.org/x/perf/benchproc"
)

// Cells is what lines are by table, row and column.
type Cells struct {
	p      *projections
	tables map[benchproc.Key]*cells
	lines  int // that the filter let through
	taken  []Suffix
}

// cells is one table before it is ordered.
type cells struct {
	rows, cols map[benchproc.Key]struct{}
	at         map[place]*cell
}

// place is where a cell stands in its table.
type place struct{ row, col benchproc.Key }

// cell is the values of one unit that fell together.
type cell struct {
	values  []float64 // in the order of the lines of each bundle
	bundles int
	design  result.Design
	paired  int             // number of the pairing that all values share; 0 is none
	residue []benchproc.Key // what else the lines differ in
}

// Collect sorts the lines of texts into cells. Texts are read at the same time;
// the result is as if they were read one after the other.
func Collect(q Query, texts []iter.Seq[result.Record]) (*Cells, error) {
	p, err := q.compile()
	if err != nil {
		return nil, err
	}
	c := &Cells{p: p, tables: map[benchproc.Key]*cells{}}
	all := bundled(texts)
	identify(all)
	if p.rows {
		c.taken = joinProcs(all)
	}
	for _, bundles := range all {
		for _, b := range bundles {
			c.add(b)
		}
	}
	return c, nil
}

// bundled reads texts, as many at once as there are processors.
func bundled(texts []iter.Seq[result.Record]) [][]*bundle {
	bundles := make([][]*bundle, len(texts))
	each(len(texts), func(i int) { bundles[i] = bundlesOf(texts[i]) })
	return bundles
}

// Lines is how many lines the filter let through.
func (c *Cells) Lines() int { return c.lines }

// Suffixes are the GOMAXPROCS suffixes without which the names are compared, by column;
// none if the names are compared as the texts have them.
func (c *Cells) Suffixes() []Suffix { return c.taken }

// add puts the values of a bundle where its lines belong.
func (c *Cells) add(b *bundle) {
	line := b.line()
	match, _ := c.p.filter.Match(line) // its error says why it does not match
	if !match.Any() {
		return
	}
	c.lines += len(b.values[0])
	match.Apply(line)
	keys := c.p.table.ProjectValues(line)
	at := place{c.p.row.Project(line), c.p.col.Project(line)}
	residue := c.p.residue.Project(line)
	for i, values := range b.values {
		if match.Test(i) {
			c.table(keys[0]).cell(at).add(b, values, residue)
			keys = keys[1:]
		}
	}
}

func (c *Cells) table(key benchproc.Key) *cells {
	t := c.tables[key]
	if t == nil {
		t = &cells{rows: map[benchproc.Key]struct{}{}, cols: map[benchproc.Key]struct{}{}, at: map[place]*cell{}}
		c.tables[key] = t
	}
	return t
}

func (t *cells) cell(at place) *cell {
	one := t.at[at]
	if one == nil {
		one = &cell{}
		t.at[at], t.rows[at.row], t.cols[at.col] = one, struct{}{}, struct{}{}
	}
	return one
}

// add takes over the values of a bundle.
func (c *cell) add(b *bundle, values []float64, residue benchproc.Key) {
	if c.bundles++; c.bundles == 1 {
		c.values, c.design, c.paired = values, b.design, b.paired
	} else {
		c.values, c.paired = append(c.values, values...), 0
	}
	if !slices.Contains(c.residue, residue) {
		c.residue = append(c.residue, residue)
	}
}
