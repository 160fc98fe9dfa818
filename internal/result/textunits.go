package result

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/bufbench/bufbench/internal/host/console"
	"golang.org/x/perf/benchfmt"
)

// units is what is known of units when all texts are read.
type units struct {
	all       benchfmt.UnitMetadataMap
	conflicts []Problem
	notes     []string
}

// units joins the Unit lines of all texts, and finds the conflicts between them.
func (t *Texts) units() units {
	u := units{all: benchfmt.UnitMetadataMap{}}
	maps.Copy(u.all, t.Said)
	for _, f := range t.files {
		own := f.reader.Units()
		for _, key := range slices.SortedFunc(maps.Keys(own), byUnit) {
			said, had := own[key], u.all[key]
			file, line := said.Pos()
			wrong := contradicts(said)
			switch {
			case wrong != "":
				u.notes = append(u.notes, fmt.Sprintf("%s:%d: %s (ignored)", console.Line(file, 4096), line, console.Line(wrong, 300)))
			case t.Said[key] != nil:
			case had == nil:
				u.all[key] = said
			case had.Value != said.Value:
				u.conflicts = append(u.conflicts, Problem{file, line, fmt.Sprintf("metadata %s of unit %s already set to %s", key.Key, said.OrigUnit, had.Value), mendUnits})
			}
		}
	}
	t.turned(&u)
	return u
}

// turned removes the direction of a unit if it contradicts the unit's name and only
// some of the texts state it. A measured program prints what it likes.
func (t *Texts) turned(u *units) {
	for _, key := range slices.SortedFunc(maps.Keys(u.all), byUnit) {
		said := u.all[key]
		named := map[int]string{1: "higher", -1: "lower"}[Direction(key.Unit)]
		if key.Key != "better" || t.Said[key] != nil || IsFixed(key.Unit) || named == "" || said.Value == named {
			continue
		}
		for _, f := range t.files {
			if f.units[key.Unit] && f.reader.Units()[key] == nil {
				u.all[key] = &benchfmt.UnitMetadata{UnitMetadataKey: key, OrigUnit: said.OrigUnit}
				file, line := said.Pos()
				u.notes = append(u.notes, fmt.Sprintf("%s:%d: Unit %s better=%s turns what the unit's name says, and %s does not say it: not judged (-unit '%s better=%s' says it for all)",
					console.Line(file, 4096), line, said.OrigUnit, said.Value, console.Line(f.in.Path, 4096), said.OrigUnit, said.Value))
				break
			}
		}
	}
}

func byUnit(a, b benchfmt.UnitMetadataKey) int {
	return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Key, b.Key))
}
