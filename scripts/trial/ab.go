package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/bufbench/bufbench/internal/report"
)

// toolAB is the tool that trials of revisions and of histories are about.
const toolAB = "bufbench ab"

// sameCode is bufbench's word for a benchmark whose code is the same.
const sameCode = "same code"

// ab runs bufbench ab on a base and the revision head of a repository, with more arguments,
// and returns its document and what it said meanwhile. Its files lie in dir. What it could
// not measure is no failure of the trial.
func (t trial) ab(ctx context.Context, repo, base, dir string, more ...string) (doc report.ComparisonDocument, said string, err error) {
	document := filepath.Join(dir, "ab.json")
	os.Remove(document)
	args := []string{"ab", "-base", base, "-head", "head", "-o", document, "-fail-on", "never", "-results", filepath.Join(dir, "results")}
	if t.limit > 0 {
		args = append(args, "-max-time", t.limit.String())
	}
	var talk strings.Builder
	cmd := exec.CommandContext(ctx, t.program, append(args, more...)...)
	cmd.Dir, cmd.Stderr = repo, &talk
	ran := cmd.Run()
	text, err := os.ReadFile(document)
	if err != nil {
		return doc, "", fmt.Errorf("run bufbench ab: %w: %s", errors.Join(ran, err), talk.String())
	}
	if err := json.Unmarshal(text, &doc); err != nil {
		return doc, "", fmt.Errorf("read what bufbench ab says: %w", err)
	}
	return doc, talk.String(), nil
}

// bufbench is the program to try: the one that was asked for, or this module's, built into
// dir.
func (t trial) bufbench(ctx context.Context, dir string) (string, error) {
	if t.program != "" {
		return t.program, nil
	}
	built := filepath.Join(dir, "bufbench")
	return built, command(ctx, ".", "go", "build", "-o", built, "./cmd/bufbench")
}

// judged is a verdict of bufbench ab, with its interval if it has one.
func judged(c *report.ComparisonJSON) outcome {
	o := outcome{Tool: toolAB, Word: c.Verdict}
	if c.Ratio != nil && c.Ratio.Lo != nil && c.Ratio.Hi != nil {
		o.Center, o.Lo, o.Hi = math.Log(c.Ratio.Center), math.Log(*c.Ratio.Lo), math.Log(*c.Ratio.Hi)
	}
	return o
}
