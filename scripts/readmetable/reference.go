package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/bufbench/bufbench/internal/result"
)

// referenceName is the name of a committed run in the folder of its machine. It is
// packed: of 39 MB of text, 13 MB are the names of the benchmarks alone.
const referenceName = "reference.txt.gz"

// reference is a committed run.
type reference struct {
	machine  string
	comments []string // what the run says of itself before its first line
	lines    []result.Line
	config   [][2]string
}

// references reads all committed reference runs, by the names of their machines.
func references(results string) ([]reference, error) {
	files, err := filepath.Glob(filepath.Join(results, "*", referenceName))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("there is no %s/*/%s (%v)", results, referenceName, err)
	}
	var all []reference
	for _, file := range files {
		r, err := read(file)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", file, err)
		}
		all = append(all, r)
	}
	return all, nil
}

func read(file string) (r reference, err error) {
	packed, err := os.ReadFile(file)
	if err != nil {
		return r, err
	}
	text, err := unpacked(packed)
	if err != nil {
		return r, err
	}
	r.machine = filepath.Base(filepath.Dir(file))
	for line := range strings.Lines(string(text)) {
		comment, is := strings.CutPrefix(strings.TrimSpace(line), "# ")
		if !is {
			break
		}
		r.comments = append(r.comments, comment)
	}
	r.lines, r.config, err = result.Read(bytes.NewReader(text), r.machine)
	return r, err
}

// unpacked is a text that may be packed.
func unpacked(text []byte) ([]byte, error) {
	if !bytes.HasPrefix(text, []byte{0x1f, 0x8b}) {
		return text, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

// setting is the value of a configuration line.
func (r reference) setting(key string) string {
	for _, kv := range r.config {
		if kv[0] == key {
			return kv[1]
		}
	}
	return ""
}

// facts are the circumstances of the run: its machine, its build and its comments but
// for those on single scenarios.
func (r reference) facts() []string {
	var all []string
	for _, key := range []string{"cpu", "kernel", "go", "cgo", "goexperiment"} {
		if value := r.setting(key); value != "" {
			all = append(all, key+": "+value)
		}
	}
	for _, c := range r.comments {
		switch word, _, _ := strings.Cut(c, " "); strings.TrimSuffix(word, ":") {
		case "started", "seed", "fit", "unfit", "preempted", "warning":
			all = append(all, c)
		}
	}
	return all
}
