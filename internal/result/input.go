package result

import (
	"errors"
	"fmt"
	"os"
	"strings"
)

// Input is one text to read.
type Input struct {
	Label string // what it is called in results, as the value of .file
	Path  string // "-" is standard input
	Text  []byte // if not nil, it is read in place of the file: some can be read only once

	section *section // if not nil, it is read in place of both
}

// Whole returns all of the text. It does not read standard input.
func (in Input) Whole() ([]byte, error) {
	if in.Text != nil {
		return in.Text, nil
	}
	return os.ReadFile(in.Path)
}

// Inputs reads arguments as benchstat does: path, label=path, and "-" for
// standard input. A path that is given twice is told apart by #0, #1, ….
func Inputs(args []string) []Input {
	var inputs []Input
	times := map[string]int{}
	for _, arg := range args {
		label, path, labelled := strings.Cut(arg, "=")
		if !labelled {
			path = arg
			times[path]++
		}
		inputs = append(inputs, Input{Label: label, Path: path})
	}
	seen := map[string]int{}
	for i, arg := range args {
		if in := &inputs[i]; times[in.Path] > 1 && arg == in.Path {
			in.Label = fmt.Sprintf("%s#%d", in.Path, seen[in.Path])
			seen[in.Path]++
		}
	}
	return inputs
}

// reason is an error of the operating system without the path, which is said
// already.
func reason(err error) string {
	var of *os.PathError
	if errors.As(err, &of) {
		return of.Err.Error()
	}
	return err.Error()
}
