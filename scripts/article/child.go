package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"syscall"

	"github.com/bufbench/bufbench/internal/host/pythons"
)

// outcome is what came of a call.
type outcome string

const (
	right  outcome = "right"     // the bytes, or ValueError where there are none
	wrong  outcome = "wrong"     // something else
	raised outcome = "exception" // of an object that has bytes, or not a ValueError
	killed outcome = "killed"    // the process died
	lacks  outcome = "lacks"     // this Python cannot make the object
)

// answer is an outcome and what was seen.
type answer struct {
	Outcome outcome `json:"outcome"`
	Seen    string  `json:"seen"` // a value, an exception or a signal
}

// row is what came of one kind, a function each.
type row struct {
	kind
	want    string // the right answer
	answers [len(functions)]answer
}

// functions are what is asked, by the names of module and function.
var functions = [...][2]string{
	{"article", "printed"},
	{"article", "article"},
	{"article", "repaired"},
	{"buffer_example", "get_buffer_info"},
}

// child makes an object and calls a function on it. It says what Python's own
// memoryview has to say, and only then calls: it may not survive that.
const child = `
import ctypes, importlib, json, mmap, sys
from array import array

def released(owner):
    m = memoryview(owner)
    m.release()
    return m

def say(**what):
    print(json.dumps(what), flush=True)

module, function, make, need = sys.argv[1:]
try:
    tb = np = importlib.import_module(need) if need else None
except ImportError:
    say(outcome='lacks', seen=need)
    sys.exit()
f = getattr(importlib.import_module(module), function)
o = eval(make)
try:
    with memoryview(o) as m: want = m.tobytes()
except (TypeError, ValueError):
    want = None
say(seen='ValueError' if want is None else repr(want))
try:
    got = f(o)
    shown = repr(got)
    if isinstance(got, str):  # a str of the bytes' values is taken for right
        same = want is not None and [ord(c) for c in got] == list(want)
    else:
        if module == 'buffer_example':
            got = got.data.tobytes()
            shown = repr(got)
        same = got is not None and got == want
    say(outcome='right' if same else 'wrong', seen=shown)
except BaseException as e:
    say(outcome='right' if want is None and type(e) is ValueError else 'exception', seen=type(e).__name__)
`

// ask calls every function on a kind.
func ask(p pythons.Python, dir string, k kind) (row, error) {
	r := row{kind: k}
	for i, f := range functions {
		cmd := p.Command(dir, child, f[0], f[1], k.make, k.need)
		out, err := cmd.Output()
		if r.want, r.answers[i], err = read(out, err); err != nil {
			return r, fmt.Errorf("call %s.%s on %s: %w", f[0], f[1], k.make, err)
		}
	}
	return r, nil
}

// read makes an answer of what a child printed and of how it ended.
func read(out []byte, ended error) (want string, a answer, err error) {
	var lines []answer
	for text := range bytes.Lines(out) {
		var line answer
		if err := json.Unmarshal(text, &line); err != nil {
			return "", a, fmt.Errorf("read %q: %w", text, err)
		}
		lines = append(lines, line)
	}
	if len(lines) > 0 && lines[0].Outcome == lacks {
		return "", lines[0], nil
	}
	if failed, ok := errors.AsType[*exec.ExitError](ended); ok {
		if status, ok := failed.Sys().(syscall.WaitStatus); ok && status.Signaled() && len(lines) > 0 {
			return lines[0].Seen, answer{killed, signalName(status.Signal())}, nil
		}
		return "", a, fmt.Errorf("%w: %s", ended, failed.Stderr)
	}
	if ended != nil || len(lines) != 2 {
		return "", a, fmt.Errorf("%d lines, %w", len(lines), ended)
	}
	return lines[0].Seen, lines[1], nil
}
