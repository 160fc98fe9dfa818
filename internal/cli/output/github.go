package output

import (
	"bytes"
	"fmt"
	"io"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/host/wholefile"
)

// longestSummary is how much of a summary GitHub takes of a step, and less than that.
const longestSummary = 1_000_000

// appendSummary adds to the summary of a step of GitHub's, where it has one.
func appendSummary(path string, write func(io.Writer) error) error {
	if path == "" {
		return nil
	}
	var text bytes.Buffer
	if err := write(console.NewWriter(&text)); err != nil {
		return err
	}
	all := text.Bytes()
	if len(all) > longestSummary {
		all = append(all[:bytes.LastIndexByte(all[:longestSummary], '\n')+1], "\n(the rest stands in the report)\n"...)
	}
	if err := wholefile.AppendNamed(path, all); err != nil {
		return fmt.Errorf("write the step summary: %w", err)
	}
	return nil
}

// SetOutput sets an output of a step of GitHub's, where it has any, to a word.
func SetOutput(path, name, word string) error {
	if path == "" {
		return nil
	}
	if err := wholefile.AppendNamed(path, []byte(name+"="+word+"\n")); err != nil {
		return fmt.Errorf("set the output %s of the step: %w", name, err)
	}
	return nil
}
