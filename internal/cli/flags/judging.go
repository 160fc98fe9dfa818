package flags

import (
	"cmp"

	"github.com/bufbench/bufbench/internal/cli/exit"
	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/urfave/cli/v3"
	"golang.org/x/perf/benchfmt"
)

// Judging is how verdicts are reached and what becomes of them.
type Judging struct {
	Goal      compare.Goal
	Threshold float64
	FailOn    string                   // worse, undecided or never
	Color     string                   // auto, always or never
	Units     benchfmt.UnitMetadataMap // what is said of units beside what texts say
}

// DefaultAlpha is the level of the verdicts on what others measured.
const DefaultAlpha = "5%"

// ForJudging declares the flags of every command that judges, with its level and its
// threshold unless others are given. Commands that have them set
// DisableSliceFlagSeparator, because a unit may have a comma.
func ForJudging(alpha, threshold string) []cli.Flag {
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "unit", Usage: "which way is better of a unit of your own, such as 'mgas/s better=higher'; `repeatable`"},
		&cli.StringFlag{Name: "alpha", Value: alpha, Usage: "`level` of the verdicts of a table"},
		&cli.StringFlag{Name: "margin", Value: "1%", Usage: "what is not shown to differ, and by less than this `share` at most, is the same"},
		&cli.StringFlag{Name: "threshold", Value: threshold, Usage: "what is worse by less than this `share`, such as 5%, does not fail"},
		&cli.StringFlag{Name: "correction", Value: "holm", Usage: "for many comparisons in a table: holm, bh (false discovery rate) or none"},
		&cli.StringFlag{Name: "fail-on", Value: "worse", Usage: "what the exit code tells: worse (1, and 4 where something looks worse or nothing could be seen), undecided (4 for all that is undecided) or never"},
		&cli.StringFlag{Name: "color", Value: "auto", Usage: "auto, always or never; NO_COLOR and CLICOLOR_FORCE are honoured"},
	}
}

// ReadJudging reads the flags of [ForJudging].
func ReadJudging(c *cli.Command) (Judging, error) {
	j := Judging{FailOn: c.String("fail-on"), Color: c.String("color")}
	var err error
	if j.Units, err = unitsOf("-unit", c.StringSlice("unit")); err != nil {
		return j, err
	}
	if j.Threshold, err = option.ShareOrZero("threshold", c.String("threshold"), 100); err != nil {
		return j, err
	}
	j.Goal.Correction = compare.Correction(c.String("correction"))
	err = cmp.Or(
		Share(c, "alpha", 1, &j.Goal.Alpha),
		Share(c, "margin", 1, &j.Goal.Margin),
		OneOf(c, "correction", "holm", "bh", "none"),
		OneOf(c, "fail-on", "worse", "undecided", "never"),
		OneOf(c, "color", "auto", "always", "never"))
	return j, err
}

// Judge fills in tables and what they come to.
func (j Judging) Judge(out *report.Comparison, tables []compare.Table) {
	out.Tables, out.Goal, out.Threshold = tables, j.Goal, j.Threshold
	out.Counts = compare.Count(tables, j.Threshold)
	out.Doubts = compare.Doubts(tables, j.Threshold)
}

// unitsOf reads descriptions of units. Errors name their place.
func unitsOf(place string, said []string) (benchfmt.UnitMetadataMap, error) {
	units, err := result.ParseUnits(said)
	if err != nil {
		return nil, exit.Usagef("%s: %v", place, err)
	}
	return units, nil
}
