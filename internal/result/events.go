package result

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// event is one line of the output of go test -json. Fields that say how a line
// is meant, such as OutputType, are not needed to join the output.
type event struct {
	Action     string
	Package    string
	ImportPath string
	Test       string
	Output     string
}

// events joins the output of go test -json, package by package: packages that
// are tested at the same time print in turn.
type events struct {
	partial map[string][]byte // what a package has printed of a line
}

// parseEvent reads a line as an event of go test -json.
func parseEvent(line []byte) (e event, ok bool) {
	if len(line) == 0 || line[0] != '{' || !bytes.Contains(line, []byte(`"Action":`)) {
		return e, false
	}
	if json.Unmarshal(line, &e) != nil {
		return e, false
	}
	known := []string{"start", "run", "pause", "cont", "output", "bench", "pass", "fail", "skip", "attr", "artifacts", "build-output", "build-fail"}
	return e, slices.Contains(known, e.Action)
}

// add returns the lines that an event ends.
func (j *events) add(e event) (ended []piece) {
	switch {
	case e.Action == "build-fail":
		return []piece{{from: e.ImportPath, line: []byte("FAIL\t" + e.ImportPath + " [build failed]")}}
	case e.Action == "fail" && e.Test == "":
		return []piece{{from: e.Package, line: []byte("FAIL\t" + e.Package)}}
	case e.Action != "output":
		return nil
	}
	if j.partial == nil {
		j.partial = map[string][]byte{}
	}
	text := e.Output
	for {
		line, rest, whole := strings.Cut(text, "\n")
		if !whole {
			break
		}
		ended = append(ended, piece{from: e.Package, line: append(j.partial[e.Package], line...)})
		delete(j.partial, e.Package)
		text = rest
	}
	if had := j.partial[e.Package]; text != "" && len(had) <= longestLine { // what is longer is refused as a line, and need not grow
		j.partial[e.Package] = append(had, text...)
	}
	return ended
}

// end returns the last line of each package, if it has no line end.
func (j *events) end() (open []piece) {
	for _, from := range slices.Sorted(maps.Keys(j.partial)) {
		open = append(open, piece{from: from, line: j.partial[from], open: true})
	}
	j.partial = nil
	return open
}
