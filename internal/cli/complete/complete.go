// Package complete completes words for a shell: the names of scenarios, and the values of
// flags. Flags themselves are completed by the parser of the command line.
package complete

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/runs/session"
	"github.com/urfave/cli/v3"
)

// asked is the last word of the command line of a shell that completes a word. The words
// before it are those before the cursor.
const asked = "--generate-shell-completion"

// Scenarios prints the names of home's scenarios for a shell that completes a word, and
// flags if the word is one.
func Scenarios(home *session.Home) cli.ShellCompleteFunc {
	return func(ctx context.Context, c *cli.Command) {
		word := ""
		if args := c.Args().Slice(); len(args) > 0 {
			word = args[len(args)-1]
		}
		if strings.HasPrefix(word, "-") {
			cli.DefaultCompleteWithFlags(ctx, c)
			return
		}
		for _, s := range home.Scenarios {
			fmt.Fprintln(c.Root().Writer, s.Describe().Name)
		}
	}
}

// Value prints the values of a flag of run for a shell: axes with their values, or arms.
// They are those of the scenarios that the words name, or else of all. It returns false if
// the word to complete is no such value.
func Value(stdout io.Writer, all []bench.Scenario, args []string) bool {
	at := len(args) - 1
	if at < 1 || args[at] != asked || args[0] != "run" {
		return false
	}
	flag := func(back int, name string) bool {
		return at >= back && (args[at-back] == "-"+name || args[at-back] == "--"+name)
	}
	var values []string
	switch chosen := named(all, args[1:at]); {
	case flag(1, "axis"):
		values = report.PortraitsOf(chosen).Settings()
	case flag(3, "axis") && args[at-1] == "=": // bash splits words there
		for _, s := range report.PortraitsOf(chosen).Settings() {
			if v, is := strings.CutPrefix(s, args[at-2]+"="); is {
				values = append(values, v)
			}
		}
	case flag(1, "versus"):
		for _, d := range chosen {
			for _, r := range d.Rivals {
				values = append(values, r.Name)
			}
		}
	default:
		return false
	}
	slices.Sort(values)
	for _, v := range slices.Compact(values) {
		fmt.Fprintln(stdout, v)
	}
	return true
}

// named are the scenarios that words name, or else all.
func named(all []bench.Scenario, words []string) []launch.Description {
	var chosen, known []launch.Description
	for _, s := range all {
		d := launch.Description{Info: s.Describe(), Rivals: s.Rivals()}
		known = append(known, d)
		if slices.ContainsFunc(words, func(w string) bool { return strings.EqualFold(w, d.Info.Name) }) {
			chosen = append(chosen, d)
		}
	}
	if len(chosen) == 0 {
		return known
	}
	return chosen
}
