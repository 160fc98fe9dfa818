package compare

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/option"
	"golang.org/x/perf/benchproc"
)

// Query selects lines and arranges them in tables, rows and columns, in benchstat's
// language (go doc golang.org/x/perf/benchproc/syntax). The zero value is benchstat's
// own default.
type Query struct {
	Filter string // "" is all
	Table  string // "" is .config, but for what keeps columns apart (see [Table.Across])
	Row    string // "" is .fullname
	Col    string // "" is .file
	Ignore string // keys whose variation is no news
}

// unread is the error of a part of a query that cannot be read: filter, table, row, col
// or ignore. Err names the place.
func unread(part string, err error) error { return option.Errorf(part, "%v", err) }

// projections is a query, compiled.
type projections struct {
	filter                   *benchproc.Filter
	table, row, col, residue *benchproc.Projection
	unit                     *benchproc.Field
	ways                     bool // columns are named for a part of the benchmarks' names
	free                     bool // tables are by the default, so they may be joined
	rows                     bool // a row is a full name, and a column a text
	hosts                    bool // whether hosts of texts are to be looked at: no part of the query names the processor
}

// compile reads a query. The order of the parts is benchstat's, since later
// ones leave out what earlier ones name.
func (q Query) compile() (*projections, error) {
	p := &projections{free: q.Table == ""}
	var err error
	if p.filter, err = benchproc.NewFilter(cmp.Or(q.Filter, "*")); err != nil {
		return nil, unread("filter", err)
	}
	var parser benchproc.ProjectionParser
	if p.table, p.unit, err = parser.ParseWithUnit(cmp.Or(q.Table, ".config"), p.filter); err != nil {
		return nil, unread("table", err)
	}
	if p.row, err = parser.Parse(cmp.Or(q.Row, ".fullname"), p.filter); err != nil {
		return nil, unread("row", err)
	}
	if p.col, err = parser.Parse(cmp.Or(q.Col, ".file"), p.filter); err != nil {
		return nil, unread("col", err)
	}
	if _, err = parser.Parse(q.Ignore, p.filter); err != nil {
		return nil, unread("ignore", err)
	}
	p.residue = parser.Residue()
	p.ways = slices.ContainsFunc(p.col.FlattenedFields(), func(f *benchproc.Field) bool {
		return strings.HasPrefix(f.Name, "/") || f.Name == ".name" || f.Name == ".fullname"
	})
	named := q.named()
	p.hosts = !p.free && !slices.Contains(named, "cpu") && !slices.Contains(named, ".config")
	p.rows = cmp.Or(q.Row, ".fullname") == ".fullname" && cmp.Or(q.Col, ".file") == ".file"
	return p, nil
}

// fixedOrder is the values in a projection such as key@(a b).
var fixedOrder = regexp.MustCompile(`\([^)]*\)`)

// named are the keys of the projections.
func (q Query) named() []string {
	text := fixedOrder.ReplaceAllString(q.Table+" "+q.Row+" "+q.Col+" "+q.Ignore, "")
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(", @", r) })
}

// filterKey is a key in a filter.
var filterKey = regexp.MustCompile(`([^\s():"*-][^\s():"]*):`)

// Keys are the configuration keys that a query names. What is named counts,
// whatever it looks like in a text.
func (q Query) Keys() []string {
	var keys []string
	for _, m := range filterKey.FindAllStringSubmatch(q.Filter, -1) {
		keys = append(keys, m[1])
	}
	for _, key := range q.named() {
		if !strings.HasPrefix(key, ".") && !strings.HasPrefix(key, "/") {
			keys = append(keys, key)
		}
	}
	return keys
}
