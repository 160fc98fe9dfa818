package record

import (
	"bytes"
	"fmt"
	"math"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/host/regular"
	"github.com/bufbench/bufbench/internal/result"
	"golang.org/x/perf/benchfmt"
	"golang.org/x/perf/benchunit"
)

// mostText is how large a file may be: a history of a million values has less.
const mostText = 1 << 30

// File is a file of the record.
type File struct {
	Path  string
	Added time.Time
	body  []byte
}

// head is the line about the addition.
var head = regexp.MustCompile(`^# bufbench track (\d+) added (\S*)$`)

// Open reads a file and checks that it is whole. The error is a [result.Problem].
func Open(path string) (*File, error) {
	text, err := ReadFile(path)
	if err != nil {
		return nil, err
	}
	return Parse(path, text)
}

// ReadFile reads the text of a file. The error is a [result.Problem].
func ReadFile(path string) ([]byte, error) {
	text, err := regular.ReadFile(path, mostText)
	if err != nil {
		return nil, result.Problem{File: path, What: err.Error()}
	}
	return text, nil
}

// Parse checks that the text of a file is whole. The error is a [result.Problem].
func Parse(path string, text []byte) (*File, error) {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	m := head.FindSubmatch(bytes.TrimRight(line, "\r"))
	if m == nil {
		return nil, result.Problem{File: path, What: "it is no file of a record: its first line is not \"# bufbench track\"", Mend: "add it by track add, and keep other files elsewhere"}
	}
	if n, err := strconv.Atoi(string(m[1])); err != nil || n > version {
		return nil, result.Problem{File: path, What: fmt.Sprintf("it was written by a newer bufbench (version %s, and this one knows %d)", m[1], version), Mend: "update bufbench"}
	}
	f := &File{Path: path, Added: unstamp(string(m[2])), body: bodyOf(text)}
	name := strings.TrimSuffix(filepath.Base(path), ending)
	if hash := name[strings.LastIndexByte(name, '-')+1:]; !whole(f.body, hash) {
		return nil, result.Problem{File: path, What: "its contents are not those that it was written with: it was cut or edited", Mend: "restore it by git checkout, or add the run again"}
	}
	return f, nil
}

// whole reports whether a body has the contents with a hash and, if its addition measured
// something, all of that behind them.
func whole(body []byte, contents string) bool {
	if hashOf(body) == contents {
		return true
	}
	body = bytes.ReplaceAll(body, []byte("\r\n"), []byte("\n"))
	first, more, _ := bytes.Cut(body, []byte(besideLine))
	hash, more, found := bytes.Cut(more, []byte("\n"))
	return found && hashOf(first) == contents && hashOf(more) == string(hash)
}

// Walk hands over the results of a file in order, in tidied units. The result is
// overwritten by the next one. It returns the properties of units, and the lines that were left out.
func (f *File) Walk(visit func(*benchfmt.Result)) (benchfmt.UnitMetadataMap, []result.Problem) {
	in := benchfmt.NewReader(bytes.NewReader(f.body), f.Path)
	var problems []result.Problem
	for in.Scan() {
		switch r := in.Result().(type) {
		case *benchfmt.Result:
			r.Values = finite(r.Values)
			visit(r)
		case *benchfmt.SyntaxError:
			_, line := r.Pos()
			problems = append(problems, result.Problem{File: f.Path, Line: line + 1, What: r.Msg})
		}
	}
	if err := in.Err(); err != nil {
		problems = append(problems, result.Problem{File: f.Path, What: err.Error()})
	}
	return in.Units(), problems
}

// finite are the values that are numbers. The reader leaves the unit of a 0 as it is.
func finite(values []benchfmt.Value) []benchfmt.Value {
	kept := values[:0]
	for _, v := range values {
		if !math.IsNaN(v.Value) && !math.IsInf(v.Value, 0) {
			if v.Value == 0 {
				_, v.Unit = benchunit.Tidy(0, v.Unit)
			}
			kept = append(kept, v)
		}
	}
	return kept
}

// Batch reads a file as it was added.
func (f *File) Batch() (Batch, []result.Problem) {
	var b Batch
	units, problems := f.Walk(func(r *benchfmt.Result) {
		o := OriginOf(r)
		if n := len(b.Runs); n == 0 || b.Runs[n-1].Origin != o {
			b.Runs = append(b.Runs, Run{Origin: o})
		}
		run := &b.Runs[len(b.Runs)-1]
		run.Results = append(run.Results, r.Clone())
	})
	for _, u := range units {
		b.Units = append(b.Units, u)
	}
	return b, problems
}
