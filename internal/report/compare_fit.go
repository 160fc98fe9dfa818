package report

import (
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/judge/compare"
)

// beside is a table of the base and one other column. Rows without either are left out.
func beside(t compare.Table, i int) compare.Table {
	t.Cols = []compare.Column{t.Cols[0], t.Cols[i]}
	rows := t.Rows
	t.Rows = nil
	for _, r := range rows {
		if r.Cells[0] != nil || r.Cells[i] != nil {
			t.Rows = append(t.Rows, compare.Row{Name: r.Name, Cells: []*compare.Cell{r.Cells[0], r.Cells[i]}})
		}
	}
	return t
}

// ruled is g with a rule before every column that is compared with the base.
func ruled(g grid) grid {
	const rule = "│"
	lines := strings.Count(g.header[1], "\n") + 1
	apart := func(row []string, rule string) []string {
		out := slices.Clone(row[:2])
		for figures := range slices.Chunk(row[2:], perColumn) {
			out = append(append(out, rule), figures...)
		}
		return out
	}
	out := grid{header: apart(g.header, strings.TrimSuffix(strings.Repeat(rule+"\n", lines), "\n")), left: g.left}
	for _, row := range g.rows {
		out.rows = append(out.rows, apart(row, rule))
	}
	return out
}

// longestLabel is the width from which on labels of columns, such as paths, are cut.
const longestLabel = 24

// labelsOf are the labels of columns, by level. Long ones are cut if they stay distinct.
func labelsOf(cols []compare.Column) [][]string {
	all := make([][]string, len(cols))
	for i, col := range cols {
		for _, l := range col.Labels {
			all[i] = append(all[i], plain(l))
		}
	}
	for level := range levelsOf(all) {
		whole := make([]string, len(cols))
		for i := range all {
			whole[i] = all[i][level]
		}
		for i, s := range shortLabels(whole) {
			all[i][level] = s
		}
	}
	return all
}

// levelsOf is how many labels every column has.
func levelsOf(all [][]string) int {
	if len(all) == 0 {
		return 0
	}
	return len(slices.MinFunc(all, func(a, b []string) int { return len(a) - len(b) }))
}

// shortLabels cuts labels: first the folders that all have, then the middle. They stay as
// they are if two of them would be the same.
func shortLabels(whole []string) []string {
	if !slices.ContainsFunc(whole, func(s string) bool { return displayed(s) > longestLabel }) {
		return whole
	}
	folder := sharedFolder(whole)
	short := make([]string, len(whole))
	for i, s := range whole {
		short[i] = console.Line(strings.TrimPrefix(s, folder), longestLabel)
	}
	if distinct(short) < distinct(whole) {
		return whole
	}
	return short
}

// sharedFolder is the folder that all paths begin with, or nothing.
func sharedFolder(paths []string) string {
	shared := paths[0]
	for _, p := range paths {
		for !strings.HasPrefix(p, shared) {
			shared = shared[:len(shared)-1]
		}
	}
	return shared[:strings.LastIndexByte(shared, '/')+1]
}

// distinct is how many different texts there are.
func distinct(texts []string) int {
	known := map[string]bool{}
	for _, s := range texts {
		known[s] = true
	}
	return len(known)
}
