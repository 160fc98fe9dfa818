package main

import (
	"fmt"
	"io"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/host/process"
	"github.com/bufbench/bufbench/internal/measure/plant"
	"github.com/bufbench/bufbench/internal/runs/session"
)

// app is this process, as subcommands see it.
type app struct {
	home           *session.Home
	controls       []plant.Control
	stdin          io.Reader
	stdout, stderr io.Writer
	args           []string       // for test binaries: what follows -args
	github         machine.GitHub // where GitHub Actions runs this
	work           *process.Work  // what is measured in this process; nil is not known
}

// say prints a line of talk to standard error.
func (a *app) say(format string, args ...any) { fmt.Fprintf(a.stderr, format+"\n", args...) }

// color reports whether standard output is to have colours, and lets them through. Choice
// is auto, always or never.
func (a *app) color(choice string) bool {
	on := choice == "always" || choice == "auto" && machine.Color(a.stdout)
	if w, is := a.stdout.(*console.Writer); is {
		w.Colors = on
	}
	return on
}
