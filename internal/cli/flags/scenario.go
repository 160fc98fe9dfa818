package flags

import (
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/runs/session"
	"github.com/urfave/cli/v3"
)

// ForProgram declares the program that holds the scenarios.
func ForProgram() cli.Flag {
	return &cli.StringFlag{Name: "program", Usage: "the scenarios of another program, whose main is benchmain.Main: its `path`"}
}

// ForSelfTest declares the comparison of identical code.
func ForSelfTest() cli.Flag {
	return &cli.BoolFlag{Name: "selftest", Value: true, Usage: "in a tenth of the time, compare identical code with itself at the end: where it differs, the machine is unfit to judge times"}
}

// ForRate declares how often a program does the operation.
func ForRate() cli.Flag {
	return &cli.StringFlag{Name: "rate", Usage: "also say what arms take of the machine at so many `operations` per time, such as 20000/s, 20k/s or 5/min"}
}

// ReadPage reads how a run is printed: -v, and the flag of [ForRate].
func ReadPage(c *cli.Command) (p report.Page, err error) {
	p.Verbose = c.Bool("v")
	if c.IsSet("rate") {
		p.Rate, err = report.ParseRate(c.String("rate"))
	}
	return p, err
}

// ReadCases reads the flags that choose sizes, passes and axes.
func ReadCases(c *cli.Command) (s session.Selection, err error) {
	if c.IsSet("sizes") {
		if s.Sizes, err = session.ParseSizes(c.String("sizes")); err != nil {
			return s, err
		}
	}
	if c.IsSet("passes") {
		if s.Passes, err = session.ParsePasses(c.String("passes")); err != nil {
			return s, err
		}
	}
	s.Axes, err = session.ParseAxes(c.StringSlice("axis"))
	return s, err
}
