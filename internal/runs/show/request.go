package show

import (
	"context"
	"os"
	"strings"

	"github.com/bufbench/bufbench/internal/runs/session"
)

// Request is what words ask for.
type Request struct {
	Paths  []string // results files
	Names  []string // scenarios
	Claims bool     // what the files say of the claims of others
}

// Sort tells files from scenarios: a file is there, or looks like a path. The word claims,
// if there is no such file, asks for the claims of others.
func Sort(words []string) (r Request) {
	for _, word := range words {
		_, err := os.Stat(word)
		switch {
		case err == nil, word == Stdin, strings.ContainsAny(word, `/\.`):
			r.Paths = append(r.Paths, word)
		case word == "claims":
			r.Claims = true
		default:
			r.Names = append(r.Names, word)
		}
	}
	return r
}

// Known is what home knows of its scenarios, or another program of its own. An empty
// program is home.
func Known(ctx context.Context, home *session.Home, program string) (known []Scenario, err error) {
	if program == "" {
		for _, s := range home.Scenarios {
			known = append(known, Scenario{Info: s.Describe(), Rivals: s.Rivals()})
		}
		return known, nil
	}
	all, err := home.Describe(ctx, session.Origin{Program: program})
	for _, d := range all {
		known = append(known, Scenario{Info: d.Info, Rivals: d.Rivals})
	}
	return known, err
}
