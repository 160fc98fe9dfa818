package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/revisions/match"
	"github.com/urfave/cli/v3"
)

// abCommands is what the command line says of commands.
type abCommands struct {
	lines      []string
	names      []string // of the lines, in their order; fewer are completed by the lines
	prepare    []string // none, one for all, or one for each line
	parameters []parameter
	warm       int
	failing    bool // they may fail
}

// parameter is a name that stands in lines in braces, and its values.
type parameter struct {
	name   string
	values []string
}

// commandsOf reads the flags about commands.
func commandsOf(c *cli.Command) (abCommands, error) {
	a := abCommands{lines: c.StringSlice("cmd"), names: c.StringSlice("name"), prepare: c.StringSlice("prepare"), warm: c.Int("warmup"), failing: c.Bool("ignore-failure")}
	for _, text := range c.StringSlice("parameter") {
		name, values, ok := strings.Cut(text, "=")
		if !ok || name == "" || strings.ContainsAny(name, "{}/ ") || slices.Contains(strings.Split(values, ","), "") {
			return a, usagef("-parameter: %q is not a name and its values, such as threads=1,2,4", text)
		}
		used := slices.ContainsFunc(slices.Concat(a.lines, a.prepare), func(line string) bool { return strings.Contains(line, "{"+name+"}") })
		if !used {
			return a, usagef("-parameter: no command has {%s} in it", name)
		}
		a.parameters = append(a.parameters, parameter{name, strings.Split(values, ",")})
	}
	return a, nil
}

// setting is a value of each parameter.
type setting []string

// settings are all combinations of values, in order.
func (a abCommands) settings() []setting {
	all := []setting{nil}
	for _, p := range a.parameters {
		var longer []setting
		for _, s := range all {
			for _, v := range p.values {
				longer = append(longer, append(slices.Clone(s), v))
			}
		}
		all = longer
	}
	return all
}

// fill puts the values of a setting into a line.
func (a abCommands) fill(line string, s setting) string {
	var pairs []string
	for i, p := range a.parameters {
		pairs = append(pairs, "{"+p.name+"}", s[i])
	}
	return strings.NewReplacer(pairs...).Replace(line)
}

// subName is what a setting adds to the name of a benchmark.
func (a abCommands) subName(s setting) string {
	name := ""
	for i, p := range a.parameters {
		name += "/" + nameWord(p.name) + "=" + nameWord(s[i])
	}
	return name
}

// nameWord is a word that may stand in the name of a benchmark.
func nameWord(s string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r == '/' || r == '=' {
			return '_'
		}
		return r
	}, s)
}

// command is the i-th line with the values of a setting.
func (a abCommands) command(i int, s setting) match.Command {
	c := match.Command{Line: a.fill(a.lines[i], s)}
	if len(a.prepare) > 0 {
		c.Prepare = a.fill(a.prepare[min(i, len(a.prepare)-1)], s)
	}
	return c
}

// contests are what is compared: each command with the first one, in each setting. If
// there is one command only, each setting of it with the first one.
func (a abCommands) contests() (all []match.Contest) {
	settings := a.settings()
	if len(a.lines) == 1 {
		for _, s := range settings[1:] {
			all = append(all, match.Contest{Name: match.CommandName + a.subName(s), Sides: [2]match.Command{a.command(0, settings[0]), a.command(0, s)}})
		}
		return all
	}
	for i := range a.lines[1:] {
		for _, s := range settings {
			name := match.CommandName
			if len(a.lines) > 2 {
				name += "/cmd=" + nameWord(a.name(i+1, fmt.Sprint(i+2)))
			}
			all = append(all, match.Contest{Name: name + a.subName(s), Sides: [2]match.Command{a.command(0, s), a.command(i+1, s)}})
		}
	}
	return all
}

// name is that of the i-th line, or another one if none was given.
func (a abCommands) name(i int, other string) string {
	if i < len(a.names) {
		return a.names[i]
	}
	return other
}

// sides say what base and head are.
func (a abCommands) sides() [2]string {
	base := a.name(0, a.lines[0])
	if len(a.lines) == 1 {
		s := a.settings()
		return [2]string{base + " with" + strings.ReplaceAll(a.subName(s[0]), "/", " "), base + " with other values"}
	}
	if len(a.lines) == 2 {
		return [2]string{base, a.name(1, a.lines[1])}
	}
	var heads []string
	for i, line := range a.lines[1:] {
		heads = append(heads, fmt.Sprintf("%s: %s", a.name(i+1, fmt.Sprint(i+2)), line))
	}
	return [2]string{base, strings.Join(heads, "; ")}
}

// task prepares commands.
func (a abCommands) task(wish match.Wish, folder *scratch.Folder) *abTask {
	c := match.Commands{Contests: a.contests(), Dir: wish.Dir, Env: []string{folder.Env()}, Limit: wish.Timeout, Warm: a.warm, Failing: a.failing}
	t := &abTask{groups: c.Groups(), sides: a.sides(), names: [2]string{"cmd", "cmd"}, turns: "launches"}
	for _, of := range c.Contests {
		t.members = append(t.members, match.Benchmark{Name: of.Name})
	}
	return t
}

// complete says what is missing or does not go together.
func (a abCommands) complete(c *cli.Command, args []string) error {
	for _, name := range []string{"base", "head", "bench", "tags", "layout", "benchtime", "cpu", "metric", "on-regression", "alternate"} {
		if c.IsSet(name) {
			return usagef("-cmd compares commands, and -%s is about revisions: one or the other", name)
		}
	}
	switch {
	case len(a.lines) == 1 && len(a.settings()) < 2:
		return usagef("-cmd: give two commands or more, the base first: -cmd './old' -cmd './new' (or one with a -parameter)")
	case slices.ContainsFunc(a.lines, func(s string) bool { return strings.TrimSpace(s) == "" }):
		return usagef("-cmd: a command is empty")
	case len(a.names) > len(a.lines):
		return usagef("-name: there are %d names of %d commands", len(a.names), len(a.lines))
	case len(a.prepare) > 1 && len(a.prepare) != len(a.lines):
		return usagef("-prepare: give one line for all commands, or one for each: there are %d of %d", len(a.prepare), len(a.lines))
	case c.Args().Present():
		return usagef("-cmd compares commands, so there is no package: %q (quote a command that has spaces)", c.Args().First())
	case len(args) > 0:
		return usagef("-cmd compares commands, and -args is about test binaries: write the arguments into the commands")
	}
	known := map[string]bool{}
	for _, of := range a.contests() {
		if known[of.Name] {
			return usagef("-name, -parameter: %s is there twice", strings.TrimPrefix(of.Name, match.CommandName+"/"))
		}
		known[of.Name] = true
	}
	return nil
}
