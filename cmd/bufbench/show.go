package main

import (
	"cmp"
	"context"
	"errors"
	"os"
	"strings"

	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/runs/session"
	"github.com/bufbench/bufbench/internal/runs/show"
	"github.com/urfave/cli/v3"
)

func showCommand(a *app) *cli.Command {
	return &cli.Command{
		Name:          "show",
		Usage:         "print results files of earlier runs again, whole, one scenario or what they say of claims of others; nothing is measured",
		Description:   "A FILE may be packed by gzip; - is standard input. The text of a threshold is shown alone. With the word claims, every published claim is printed with its condition and with the verdict of the files.",
		ArgsUsage:     "[claims] FILE... [SCENARIO...]",
		OnUsageError:  onUsageError,
		ShellComplete: a.completeScenarios,

		DisableSliceFlagSeparator: true, // a file may have a comma in its name
		Flags: append([]cli.Flag{
			programFlag(),
			&cli.BoolFlag{Name: "v", Usage: "one row per arm and case, with every figure"},
			rateFlag(),
		}, outputFlags(runForms(report.Run{}))...),
		Action: a.show,
	}
}

// show prints results files, and names their missing parts. It ends with exit code 3 if a
// part cannot be read.
func (a *app) show(ctx context.Context, c *cli.Command) error {
	paths, names, claims := filesAndNames(c.Args().Slice())
	forms := runForms(report.Run{})
	if claims {
		forms = report.ClaimsDocument{}.Forms()
	}
	o, err := outputOf(c, forms)
	if err != nil {
		return err
	}
	how, err := howOf(c)
	if err != nil {
		return err
	}
	if len(paths) == 0 {
		return usagef("show needs a results file: bufbench show FILE... [SCENARIO...] (bufbench run writes one into results/)")
	}
	known, err := a.known(ctx, c.String("program"))
	if err != nil {
		return err
	}
	s := show.Spec{Paths: paths, Stdin: a.stdin, Names: names, Known: known}
	if columns := o.columns(paths); len(columns) > 1 && !claims {
		return a.showColumns(columns, s, how, o)
	}
	found, err := show.Show(s)
	if of, is := errors.AsType[*show.Threshold](err); is {
		return a.showThreshold(of, o, len(paths) == 1 && len(names) == 0 && !claims)
	}
	if err != nil {
		return err
	}
	doc := a.showPage(paths, found)
	doc.Page = how
	doc.Full = len(names) > 0
	forms = runForms(doc)
	if claims {
		forms = report.ClaimsDocument{File: doc.File, Rows: doc.Claims}.Forms()
	}
	if err := cmp.Or(o.print(a.stdout, forms), o.write(forms)); err != nil {
		return err
	}
	return completeness(found)
}

// completeness is the error of a file that lacks something.
func completeness(found show.Outcome) error {
	switch {
	case found.Unread:
		return errors.New("this is not all: " + lackOf(found))
	case len(found.Scenarios) == 0:
		return errors.New("there is no case to show")
	}
	return nil
}

// showPage is the document of what was found.
func (a *app) showPage(paths []string, found show.Outcome) report.Run {
	var caches machine.CacheSizes
	if found.Head.Machine() == machine.ID(machine.Read("/")) {
		caches = a.home.CacheSizes()
	}
	doc := session.Document(paths[0], found.Scenarios, found.Lines, caches)
	doc.File = strings.Join(paths, ", ")
	doc.Failed = found.Failed
	doc.Setup = report.SetupOf(paths[0], found.Head)
	doc.Trust = report.Trust{Said: found.Trust, Lacks: found.Missing}
	return doc
}

// lackOf is the first thing that could not be read.
func lackOf(found show.Outcome) string {
	return found.Missing[0].Name + ": " + found.Missing[0].Reason
}

// filesAndNames tells files from scenarios: a file is there, or looks like a path. The word
// claims, if there is no such file, asks for the claims of others.
func filesAndNames(args []string) (paths, names []string, claims bool) {
	for _, arg := range args {
		_, err := os.Stat(arg)
		switch {
		case err == nil, arg == show.Stdin, strings.ContainsAny(arg, `/\.`):
			paths = append(paths, arg)
		case arg == "claims":
			claims = true
		default:
			names = append(names, arg)
		}
	}
	return paths, names, claims
}

// known is what this program, or another one, knows of its scenarios.
func (a *app) known(ctx context.Context, program string) (known []show.Scenario, err error) {
	if program == "" {
		for _, s := range a.home.Scenarios {
			known = append(known, show.Scenario{Info: s.Describe(), Rivals: s.Rivals()})
		}
		return known, nil
	}
	all, err := a.home.Describe(ctx, session.Origin{Program: program})
	for _, d := range all {
		known = append(known, show.Scenario{Info: d.Info, Rivals: d.Rivals})
	}
	return known, err
}
