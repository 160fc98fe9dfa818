package main

import (
	"github.com/bufbench/bufbench/internal/cli/streams"
	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/host/process"
	"github.com/bufbench/bufbench/internal/measure/plant"
	"github.com/bufbench/bufbench/internal/runs/session"
)

// app is this process, as subcommands see it.
type app struct {
	streams.Streams
	home     *session.Home
	controls []plant.Control
	args     []string       // for test binaries: what follows -args
	github   machine.GitHub // where GitHub Actions runs this
	work     *process.Work  // what is measured in this process; nil is not known
}
