package match

import (
	"context"
	"errors"
	"path/filepath"

	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/revisions/callgrind"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// countingHooks has the test binaries of a source built with hooks that tell
// callgrind when the timer of a benchmark runs.
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

// hooksIn is the folder for the hooks of a source of that name.
func hooksIn(folder *scratch.Folder, name string) string {
	return filepath.Join(folder.Path, "hooks-"+name)
}
