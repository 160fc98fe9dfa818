package main

import (
	"context"
	"runtime"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/host/pythons"
	"github.com/bufbench/bufbench/internal/report"
)

// watched is how long the doctor watches what the kernel counts: a tick of CPU
// time is a hundredth of it.
const watched = time.Second

// examine prints what disturbs this machine. Whatever it finds is no failure:
// that is to be unable to look.
func (p *program) examine(ctx context.Context, asJSON bool) error {
	python := pythonFinding("/") // before, so that asking them is not seen as a disturbance
	x, err := machine.Examine("/", func() {
		select {
		case <-ctx.Done():
		case <-time.After(watched):
		}
	})
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil && runtime.GOOS == "linux":
		return err
	}
	doc := report.MachineDocument{
		Machine: machine.ID(machine.Read("/")), System: runtime.GOOS + "/" + runtime.GOARCH,
		Findings: []report.Finding{}, Unknown: append([]string{}, x.Unknown...),
	}
	for _, f := range append(x.Findings, python) {
		doc.Findings = append(doc.Findings, report.Finding{Name: f.Name, Seen: f.Seen, Grade: string(f.Grade), Why: f.Why, Try: f.Try})
	}
	if asJSON {
		return report.JSON(p.stdout, doc)
	}
	return report.Machine(p.stdout, doc)
}

// pythonFinding is which Pythons extensions can be built for on the machine
// whose files stand in root.
func pythonFinding(root string) machine.Finding {
	f := machine.Finding{Name: "pythons", Grade: machine.OK, Why: "without headers of one the scenarios of Python are left out"}
	found, err := pythons.Find()
	if err != nil {
		f.Seen, f.Grade = "none with headers, from 3.8 on", machine.Note
		f.Try = machine.Install(root, map[string]string{
			"apt-get": "python3-dev", "dnf": "python3-devel", "zypper": "python3-devel", "pacman": "python", "apk": "python3-dev",
		})
		return f
	}
	var versions []string
	for _, one := range found {
		versions = append(versions, one.Version)
	}
	f.Seen = strings.Join(versions, ", ")
	return f
}
