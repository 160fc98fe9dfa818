package show

import (
	"errors"
	"fmt"
	"strings"

	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/runs/session"
)

// Document is an outcome as reports print it. The paths are those of its files. Caches are
// known if the files were measured on the machine of home.
func (o Outcome) Document(paths []string, home *session.Home) report.Run {
	var caches machine.CacheSizes
	if o.Head.Machine() == machine.ID(machine.Read("/")) {
		caches = home.CacheSizes()
	}
	doc := session.Document(paths[0], o.Scenarios, o.Lines, caches)
	doc.File = strings.Join(paths, ", ")
	doc.Failed = o.Failed
	doc.Setup = report.SetupOf(paths[0], o.Head)
	doc.Trust = report.Trust{Said: o.Trust, Lacks: o.Missing}
	return doc
}

// Lack is the error of files that lack something.
func (o Outcome) Lack() error {
	switch {
	case o.Unread:
		return fmt.Errorf("this is not all: %s: %s", o.Missing[0].Name, o.Missing[0].Reason)
	case len(o.Scenarios) == 0:
		return errors.New("there is no case to show")
	}
	return nil
}
