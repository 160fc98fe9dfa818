package match

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/revisions/callgrind"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// source returns the source of packages in a folder. Temporary files go to the scratch
// folder, because a killed process leaves its own.
func (p Packages) source(dir string, folder *scratch.Folder, env ...string) (gotest.Source, error) {
	temp := filepath.Join(folder.Path, "tmp")
	if err := os.MkdirAll(temp, 0o777); err != nil {
		return gotest.Source{}, err
	}
	s := gotest.Source{Dir: dir, Env: append(env, folder.Env(), "TMPDIR="+temp, "GOTMPDIR="+temp)}
	if p.Tags != "" {
		s.Flags = []string{"-tags=" + p.Tags}
	}
	return s, nil
}

// runsHere returns an error if the test binaries are built for another system.
func runsHere(ctx context.Context, source gotest.Source) error {
	for name, own := range map[string]string{"GOOS": runtime.GOOS, "GOARCH": runtime.GOARCH} {
		set, err := source.Setting(ctx, name)
		if err != nil {
			return fmt.Errorf("ask the go command for %s: %w", name, err)
		}
		if set != own {
			return option.Errorf("", "%s is %s, and what is built for it does not run on %s (unset %s)", name, set, own, name)
		}
	}
	return nil
}

// countingHooks adds hooks to the test binaries of a source. The hooks tell callgrind
// when the timer of a benchmark runs.
func countingHooks(ctx context.Context, source *gotest.Source, folder *scratch.Folder, name string) error {
	if lack := callgrind.Lack(); lack != "" {
		return errors.New(lack)
	}
	hooked, err := source.Hooked(ctx, hooksIn(folder, name), callgrind.Overlay)
	if err != nil {
		return err
	}
	*source = hooked
	return nil
}

// hooksIn returns the folder for the hooks of a source.
func hooksIn(folder *scratch.Folder, name string) string {
	return filepath.Join(folder.Path, "hooks-"+name)
}
