//go:build cpython && cgo

package main

import (
	"slices"
	"strings"
	"testing"
)

// TestOtherVersion: a module that was built for another version of Python is an
// ImportError that names both, and Python goes on.
func TestOtherVersion(t *testing.T) {
	const code = `
import sys
try:
    import buffer_example
except ImportError as e:
    print(e)
assert 'buffer_example' not in sys.modules
try: import buffer_example
except ImportError: pass
`
	tried := false
	each(t, func(t *testing.T, b built) {
		all, err := build()
		if err != nil {
			t.Fatal(err)
		}
		at := slices.IndexFunc(all, func(other built) bool { return other.Minor() != b.Minor() })
		// The next of another version, or else the first.
		after := slices.IndexFunc(all, func(other built) bool { return other.Program == b.Program })
		for i := after; i < len(all); i++ {
			if all[i].Minor() != b.Minor() {
				at = i
				break
			}
		}
		if at < 0 {
			return
		}
		tried = true
		said := built{b.Python, all[at].dir}.session(t, code, nil)
		// 3.8 cannot load the file at all: it lacks a function that is a macro there.
		if !strings.Contains(said, "was built for Python "+all[at].Minor()+" and this is "+b.Version) && !(b.Minor() == "3.8" && strings.Contains(said, "undefined symbol")) {
			t.Errorf("python %s says of a module for %s: %q", b.Version, all[at].Minor(), said)
		}
	})
	if !tried && !t.Failed() {
		t.Skip("there is one version of Python alone")
	}
}
