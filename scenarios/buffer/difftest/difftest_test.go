// Package difftest holds views of package buffer against CPython's buffers. A
// child process makes arrays at random, of every layout and format that CPython
// has a way to make, and says what it answers about each; the same memory is then
// viewed from Go. The package has tests only.
package difftest

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"
)

var (
	cases  = flag.Int("difftest.cases", 4000, "cases for the first Python")
	others = flag.Int("difftest.others", 0, "cases for each other Python; 0 means a quarter of those for the first")
	seed   = flag.Int64("difftest.seed", 1, "seed of the cases; 0 means the time")
	only   = flag.Int("difftest.only", -1, "number of the only case to try")
)

//go:embed testdata/cases.py
var script string

// shown is how many mismatches are printed in full.
const shown = 5

func TestAgainstPython(t *testing.T) {
	if strconv.IntSize != 64 {
		t.Skip("views are not compared with CPython's: cases.py writes pointers of 64 bits")
	}
	found := pythons(t)
	if len(found) == 0 {
		t.Skip("views are not compared with CPython's: no python3 of 3.8 or later has _testbuffer (on Debian it is in libpython3-stdlib); BUFBENCH_PYTHONS can name some, separated as PATH is")
	}
	if *seed == 0 {
		*seed = time.Now().UnixNano()
	}
	if *others == 0 {
		*others = *cases / 4
	}
	t.Logf("%d cases for the first Python, %d for each of %d others, -difftest.seed=%d", *cases, *others, len(found)-1, *seed)
	for i, p := range found {
		t.Run(p.Name(), func(t *testing.T) {
			count := *others
			if i == 0 {
				count = *cases
			}
			compare(t, p, count)
			if !p.Numpy {
				t.Run("numpy", func(t *testing.T) { t.Skip("the cases of numpy arrays: this Python has no numpy") })
			}
		})
	}
}

// compare tries the cases of one Python.
func compare(t *testing.T, p python, count int) {
	first := 0
	if *only >= 0 {
		first, count = *only, 1
	}
	child := exec.CommandContext(t.Context(), p.Path, "-I", "-W", "ignore", "-X", "faulthandler", "-c", script,
		strconv.FormatInt(*seed, 10), strconv.Itoa(first), strconv.Itoa(count))
	var said bytes.Buffer
	child.Stderr = &said
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	all := tally{python: p, seen: map[string]int{}}
	err = all.read(t, out)
	if ended := child.Wait(); ended != nil || err != nil {
		t.Fatalf("%s: %v, %v after case %d of -difftest.seed=%d: %s", p.Path, err, ended, all.cases-1, *seed, &said)
	}
	t.Log(all.String())
	if all.cases != count {
		t.Errorf("there were %d cases, want %d", all.cases, count)
	}
	if all.failed > shown {
		t.Errorf("%d cases differ; the first %d are shown", all.failed, shown)
	}
}

// tally is what came of the cases.
type tally struct {
	python python
	cases  int
	failed int
	seen   map[string]int // kinds of exporters, checks made, differences that are known
}

// read tries a case a line.
func (a *tally) read(t *testing.T, lines io.Reader) error {
	in, place := bufio.NewReaderSize(lines, 1<<20), newArena()
	for {
		line, err := in.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		var c testCase
		if err := json.Unmarshal(line, &c); err != nil {
			return err
		}
		a.cases++
		a.seen["of "+c.Kind]++
		k := checker{testCase: c, arena: place, minor: a.python.Version[1], seen: a.seen}
		k.all()
		if len(k.wrong) == 0 {
			continue
		}
		if a.failed++; a.failed <= shown {
			t.Errorf("%s of CPython %s, again by -difftest.seed=%d -difftest.only=%d -run '%s$':\n%s\n%s",
				c.Kind, a.python.Name(), *seed, c.Number, t.Name(), strings.Join(k.wrong, "\n"), c.literal())
		}
	}
}

// String lists what was seen, in order of the words.
func (a *tally) String() string {
	var s strings.Builder
	fmt.Fprintf(&s, "%d cases, %d mismatches;", a.cases, a.failed)
	for _, what := range sorted(a.seen) {
		fmt.Fprintf(&s, " %s %d", what, a.seen[what])
	}
	return s.String()
}
