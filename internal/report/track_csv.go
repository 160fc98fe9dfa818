package report

import (
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
)

// csv prints one row per commit and series, for a plot. A record has a million of them, so
// a row does not repeat what all of them share: parts of the machine and the build, and the
// rest of a commit's name behind what git needs of it. JSON has all of it, once.
func (t Track) csv(w io.Writer) error {
	out := csv.NewWriter(w)
	out.Write([]string{"commit", "date", "benchmark", "package", "unit", "machine and build", "n", "median", "least", "greatest"})
	own := ownParts(t.envs())
	commits := make([][2]string, len(t.Line.Commits))
	for i, c := range t.Line.Commits {
		commits[i] = [2]string{textCell(shortID(c.ID)), c.When.UTC().Format(time.RFC3339)}
	}
	for _, s := range t.Series {
		env, ok := own[s.Env]
		if !ok {
			env = s.Env // of an index
		}
		name, pkg, unit := textCell(s.Name), textCell(s.Package), textCell(s.Unit)
		env = textCell(env)
		for _, p := range trackSeries(s).Points {
			c := commits[p.Commit]
			out.Write([]string{c[0], c[1], name, pkg, unit, env, strconv.Itoa(p.N), plotted(p.Center), plotted(p.Low), plotted(p.High)})
		}
	}
	out.Flush()
	return out.Error()
}

// shortID is as much of the hash of a commit as git needs. Other names are whole.
func shortID(id string) string {
	const enough, sha1 = 12, 40
	if len(id) < sha1 || strings.Trim(id, "0123456789abcdef") != "" {
		return id
	}
	return id[:enough]
}

// ownParts tells machines and builds apart: the parts of each that not all of them have.
func ownParts(envs []string) map[string]string {
	const between = "; "
	have := map[string]int{}
	for _, env := range envs {
		for _, part := range strings.Split(env, between) {
			have[part]++
		}
	}
	own := map[string]string{}
	for _, env := range envs {
		parts := slices.DeleteFunc(strings.Split(env, between), func(part string) bool { return have[part] == len(envs) })
		own[env] = strings.Join(parts, between)
	}
	return own
}

// plotted is a figure without what binary fractions add behind its last digit.
func plotted(x float64) string {
	const digits = 15
	if short := strconv.FormatFloat(x, 'g', digits, 64); len(short) < len(number(x)) {
		return short
	}
	return number(x)
}
