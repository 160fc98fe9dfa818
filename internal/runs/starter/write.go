package starter

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/bufbench/bufbench/internal/host/procgroup"
	"github.com/bufbench/bufbench/internal/host/wholefile"
	"github.com/bufbench/bufbench/internal/option"
)

// module is the module that a program of scenarios needs.
const module = "github.com/bufbench/bufbench"

// Text is a written file.
type Text struct {
	Path string // relative to the folder of the spec, with slashes
	What string // in words
	text []byte
}

// Write writes a program into a folder of its own in the module at hand, and makes the
// module require bufbench. It returns what it wrote. The error is an [option.Error] if the
// spec cannot be met; then nothing was written.
func Write(ctx context.Context, s Spec) ([]Text, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	all, err := s.texts()
	if err != nil {
		return nil, err
	}
	folder := filepath.Join(s.Dir, s.folder())
	if _, err := os.Lstat(folder); err == nil {
		return nil, option.Errorf("", "%s is in the way (remove it, or type another name: bufbench init NAME)", s.folder())
	}
	if err := s.require(ctx); err != nil {
		return nil, err
	}
	if err := wholefile.MakeFolder(folder); err != nil {
		return nil, fmt.Errorf("write %s: %w", s.folder(), err)
	}
	for _, t := range all {
		if err := wholefile.Write(filepath.Join(s.Dir, filepath.FromSlash(t.Path)), t.text); err != nil {
			return nil, fmt.Errorf("write %s: %w", t.Path, err)
		}
	}
	if _, err := s.command(ctx, "mod", "tidy"); err != nil {
		return all, fmt.Errorf("complete go.mod (type: go mod tidy): %w", err)
	}
	return all, nil
}

// texts are the files to write, the scenario first.
func (s Spec) texts() ([]Text, error) {
	lower := strings.ToLower(s.Name)
	all := []Text{
		{Path: lower + ".go", What: "the scenario; its comments say what to make your own"},
		{Path: lower + "_test.go", What: "its proof, a claim and a benchmark"},
		{Path: "main.go", What: "a program that lists and measures it"},
		{Path: "bufbench.toml", What: "claims for go run . check"},
	}
	names := []string{string(s.Kind) + ".go", "test.go", "main.go", "bufbench.toml"}
	if s.Kind == Python {
		all = append(all, Text{Path: lower + "_other.go", What: "what stands for it in a build without CPython"})
		names = append(names, "python_other.go")
	}
	about := words{Package: "main", Program: s.folder(), Name: s.Name, Question: Question(s.Kind), Free: s.Kind != Python}
	for i, name := range names {
		text, err := render(name, about)
		if err != nil {
			return nil, err
		}
		if s.Kind == File && i > 0 && strings.HasSuffix(name, ".go") {
			text = append([]byte("//go:build unix\n\n"), text...)
		}
		all[i].Path, all[i].text = s.folder()+"/"+all[i].Path, text
	}
	return all, nil
}

// require makes the module at hand require bufbench, unless it does or is bufbench.
func (s Spec) require(ctx context.Context) error {
	file, err := s.command(ctx, "env", "GOMOD")
	if err != nil {
		return fmt.Errorf("find the module at hand: %w", err)
	}
	if file = strings.TrimSpace(file); file == "" || file == os.DevNull {
		return option.Errorf("", "there is no module here (type: go mod init example.com/mine, and again)")
	}
	if _, err := s.command(ctx, "list", "-m", module); err == nil {
		return nil
	}
	version := s.Version
	if version == "" {
		version = "latest"
	}
	if _, err := s.command(ctx, "get", module+"@"+version); err != nil {
		return fmt.Errorf("make the module require %s (without a network: go mod edit -require=%s@v0.0.0 -replace=%s=FOLDER, and again): %w", module, module, module, err)
	}
	return nil
}

// command is the output of a go command in the folder of the spec.
func (s Spec) command(ctx context.Context, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = s.Dir
	out, err := procgroup.Output(ctx, cmd)
	if err != nil && ctx.Err() != nil {
		return "", ctx.Err()
	}
	if errors.Is(err, exec.ErrNotFound) {
		return "", fmt.Errorf("there is no go command on PATH: %w", err)
	}
	return out, err
}
