package benchtest

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"testing"
)

// required is the environment variable that makes a test binary fail if a claim was not
// measured.
const required = "BUFBENCH_CLAIMS"

// Main runs the tests of a package, and returns the exit code for TestMain:
//
//	func TestMain(m *testing.M) { os.Exit(benchtest.Main(m)) }
//
// At the end it names the claims that were skipped, each with its reason, in one line.
// The line is there without -v too, because a claim that is never measured holds nothing.
// "go test" shows it in the folder of the package. With patterns such as ./... it shows
// the output of failures only. With BUFBENCH_CLAIMS=required in the environment, a claim
// that was not measured is a failure.
func Main(m *testing.M) int {
	code := m.Run()
	return claims.end(code, os.Stdout, os.Getenv(required) == "required")
}

// claims are those of this process. Note: package testing tells nobody at the end what
// was skipped.
var claims ledger

// ledger counts what became of claims, one by one case.
type ledger struct {
	sync.Mutex
	measured int
	open     []string // names with reasons
}

// decided notes that a claim holds or fails in a case.
func (l *ledger) decided() {
	l.Lock()
	defer l.Unlock()
	l.measured++
}

// skip notes that a claim is not measured, and skips the test.
func (l *ledger) skip(t *testing.T, reason string) {
	t.Helper()
	l.Lock()
	first, _, _ := strings.Cut(reason, "\n")
	l.open = append(l.open, t.Name()+": "+first)
	l.Unlock()
	t.Skip(reason)
}

// end prints what was not measured. It returns the exit code.
func (l *ledger) end(code int, w io.Writer, required bool) int {
	l.Lock()
	defer l.Unlock()
	if len(l.open) == 0 {
		return code
	}
	const named = 3
	text := strings.Join(l.open[:min(named, len(l.open))], "; ")
	if more := len(l.open) - named; more > 0 {
		text += fmt.Sprintf("; and %d more", more)
	}
	fmt.Fprintf(w, "claims: %d not measured, %d measured: %s\n", len(l.open), l.measured, text)
	if required && code == 0 {
		return 1
	}
	return code
}
