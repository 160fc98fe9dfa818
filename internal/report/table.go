package report

import (
	"io"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
)

// grid is a table of cells; a cell may have several lines. This file is the
// only one that knows how tables are drawn.
type grid struct {
	header []string
	left   int // columns aligned left; the others are aligned right
	rows   [][]string
}

// text draws g without borders, a line below the header.
func (g grid) text(w io.Writer) error {
	if g.isLong() {
		return g.long(w)
	}
	return g.short(w)
}

func (g grid) short(w io.Writer) error {
	blank := tw.Rendition{
		Borders: tw.BorderNone,
		Symbols: tw.NewSymbols(tw.StyleLight),
		Settings: tw.Settings{
			Separators: tw.Separators{BetweenColumns: tw.Off, BetweenRows: tw.Off, ShowHeader: tw.On},
			Lines:      tw.Lines{ShowTop: tw.Off, ShowBottom: tw.Off, ShowHeaderLine: tw.On, ShowFooterLine: tw.Off},
		},
	}
	return g.draw(w, renderer.NewBlueprint(blank), tw.Padding{Left: " ", Right: "", Overwrite: true})
}

// markdown draws g as a GitHub table. No cell of ours holds a bar or a line
// break that would need escaping.
func (g grid) markdown(w io.Writer) error {
	return g.draw(w, renderer.NewMarkdown(), tw.Padding{Left: " ", Right: " ", Overwrite: true})
}

func (g grid) draw(w io.Writer, r tw.Renderer, pad tw.Padding) error {
	align := make([]tw.Align, len(g.header))
	for i := range align {
		align[i] = tw.AlignRight
		if i < g.left {
			align[i] = tw.AlignLeft
		}
	}
	cells := tw.CellConfig{
		Alignment:  tw.CellAlignment{PerColumn: align},
		Formatting: tw.CellFormatting{AutoFormat: tw.Off, AutoWrap: tw.WrapNone},
		Padding:    tw.CellPadding{Global: pad},
	}
	t := tablewriter.NewTable(w,
		tablewriter.WithRenderer(r),
		tablewriter.WithHeaderConfig(cells),
		tablewriter.WithRowConfig(cells),
		tablewriter.WithTrimSpace(tw.Off),
	)
	t.Header(g.header)
	if err := t.Bulk(g.rows); err != nil {
		return err
	}
	return t.Render()
}
