package ab

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/option"
)

// Commands are command lines to compare, each with the first one.
type Commands struct {
	Lines      []string
	Names      []string // of the lines, in their order; a line without a name stands for itself
	Prepare    []string // lines that run before each launch and are not timed: none, one for all, or one for each
	Parameters []Parameter
	Warm       int           // launches of each command before the first that counts
	Failing    bool          // allow other exit codes than 0
	Dir        string        // the working folder
	Timeout    time.Duration // of a launch; 0 means an hour
}

// Parameter is a name in the lines, in braces, with its values.
type Parameter struct {
	Name   string
	Values []string
}

// ParseParameters reads parameters such as threads=1,2,4.
func ParseParameters(texts []string) (all []Parameter, err error) {
	for _, text := range texts {
		name, values, ok := strings.Cut(text, "=")
		if !ok || name == "" || strings.ContainsAny(name, "{}/ ") || slices.Contains(strings.Split(values, ","), "") {
			return nil, option.Errorf("parameter", "%q is not a name and its values, such as threads=1,2,4", text)
		}
		all = append(all, Parameter{name, strings.Split(values, ",")})
	}
	return all, nil
}

func (c Commands) any() bool { return len(c.Lines) > 0 }

// check returns an [option.Error] if the commands cannot be compared.
func (c Commands) check() error {
	switch {
	case len(c.Lines) == 1 && len(c.settings()) < 2:
		return option.Errorf("cmd", "give two commands or more, the base first, or one with a parameter")
	case slices.ContainsFunc(c.Lines, func(s string) bool { return strings.TrimSpace(s) == "" }):
		return option.Errorf("cmd", "a command is empty")
	case len(c.Names) > len(c.Lines):
		return option.Errorf("name", "there are %d names of %d commands", len(c.Names), len(c.Lines))
	case len(c.Prepare) > 1 && len(c.Prepare) != len(c.Lines):
		return option.Errorf("prepare", "give one line for all commands, or one for each: there are %d of %d", len(c.Prepare), len(c.Lines))
	}
	for _, p := range c.Parameters {
		used := func(line string) bool { return strings.Contains(line, "{"+p.Name+"}") }
		if !slices.ContainsFunc(slices.Concat(c.Lines, c.Prepare), used) {
			return option.Errorf("parameter", "no command has {%s} in it", p.Name)
		}
	}
	known := map[string]bool{}
	for _, of := range c.contests() {
		if known[of.name] {
			return option.Errorf("name", "%s is there twice, by names and parameters", strings.TrimPrefix(of.name, commandName+"/"))
		}
		known[of.name] = true
	}
	return nil
}

// setting is one value of each parameter.
type setting []string

// settings returns all combinations of values, in order.
func (c Commands) settings() []setting {
	all := []setting{nil}
	for _, p := range c.Parameters {
		var longer []setting
		for _, s := range all {
			for _, v := range p.Values {
				longer = append(longer, append(slices.Clone(s), v))
			}
		}
		all = longer
	}
	return all
}

// fill puts the values of a setting into a line.
func (c Commands) fill(line string, s setting) string {
	var pairs []string
	for i, p := range c.Parameters {
		pairs = append(pairs, "{"+p.Name+"}", s[i])
	}
	return strings.NewReplacer(pairs...).Replace(line)
}

// subName returns the part of a setting in the name of a benchmark.
func (c Commands) subName(s setting) string {
	name := ""
	for i, p := range c.Parameters {
		name += "/" + nameWord(p.Name) + "=" + nameWord(s[i])
	}
	return name
}

// nameWord replaces the characters that the name of a benchmark cannot have.
func nameWord(s string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r == '/' || r == '=' {
			return '_'
		}
		return r
	}, s)
}

// name returns the name of a line, or another one if none was given.
func (c Commands) name(i int, other string) string {
	if i < len(c.Names) {
		return c.Names[i]
	}
	return other
}

// sides returns the names of base and head.
func (c Commands) sides() [2]string {
	base := c.name(0, c.Lines[0])
	if len(c.Lines) == 1 {
		s := c.settings()
		return [2]string{base + " with" + strings.ReplaceAll(c.subName(s[0]), "/", " "), base + " with other values"}
	}
	if len(c.Lines) == 2 {
		return [2]string{base, c.name(1, c.Lines[1])}
	}
	var heads []string
	for i, line := range c.Lines[1:] {
		heads = append(heads, fmt.Sprintf("%s: %s", c.name(i+1, fmt.Sprint(i+2)), line))
	}
	return [2]string{base, strings.Join(heads, "; ")}
}

// commandName is the name of a comparison of two commands. With several commands or
// settings, it has sub-names.
const commandName = "BenchmarkCommand"

// contest is a comparison of two commands.
type contest struct {
	name  string     // of a benchmark, without blanks
	sides [2]command // the base first
}

// command is a command line with a line that runs before each launch, if any.
type command struct{ line, prepare string }

// command returns a line with the values of a setting.
func (c Commands) command(i int, s setting) command {
	one := command{line: c.fill(c.Lines[i], s)}
	if len(c.Prepare) > 0 {
		one.prepare = c.fill(c.Prepare[min(i, len(c.Prepare)-1)], s)
	}
	return one
}

// contests returns all comparisons: of each command with the first one, in each setting.
// If there is one command only, each setting of it is compared with the first setting.
func (c Commands) contests() (all []contest) {
	settings := c.settings()
	if len(c.Lines) == 1 {
		for _, s := range settings[1:] {
			all = append(all, contest{commandName + c.subName(s), [2]command{c.command(0, settings[0]), c.command(0, s)}})
		}
		return all
	}
	for i := range c.Lines[1:] {
		for _, s := range settings {
			name := commandName
			if len(c.Lines) > 2 {
				name += "/cmd=" + nameWord(c.name(i+1, fmt.Sprint(i+2)))
			}
			all = append(all, contest{name + c.subName(s), [2]command{c.command(0, s), c.command(i+1, s)}})
		}
	}
	return all
}
