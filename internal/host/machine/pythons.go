package machine

import (
	"context"
	"runtime"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/host/pythons"
)

// ExamineHere examines this machine for a second, and also looks for Pythons. It looks
// for them first, so that [Examine] does not see them start. Only on Linux is it an
// error that there is no /proc.
func ExamineHere(ctx context.Context) (Examination, error) {
	python := pythonFinding("/")
	x, err := Examine("/", func() {
		select {
		case <-ctx.Done():
		case <-time.After(time.Second): // a tick of CPU time is a hundredth of it
		}
	})
	if runtime.GOOS != "linux" {
		err = nil
	}
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	x.Findings = append(x.Findings, python)
	return x, err
}

// pythonFinding lists the Pythons with headers. It proposes the package manager found
// below root.
func pythonFinding(root string) Finding {
	f := Finding{Name: "pythons", Grade: OK, Why: "without headers of one the scenarios of Python are left out"}
	found, err := pythons.Find()
	if err != nil {
		f.Seen, f.Grade = "none with headers, from 3.8 on", Note
		f.Try = Install(root, map[string]string{
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
