package flags

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/gate"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/urfave/cli/v3"
)

// parsed runs a command with flags, and returns what read returns.
func parsed[T any](t *testing.T, flags []cli.Flag, read func(*cli.Command) (T, error), args ...string) (got T, err error) {
	t.Helper()
	one := &cli.Command{Flags: flags, Action: func(_ context.Context, c *cli.Command) (err error) {
		got, err = read(c)
		return err
	}}
	err = one.Run(t.Context(), append([]string{"one"}, args...))
	return got, err
}

func TestSplitArgs(t *testing.T) {
	for _, test := range []struct{ line, own, binary []string }{
		{nil, nil, nil},
		{[]string{"ab", "x"}, []string{"ab", "x"}, nil},
		{[]string{"ab", "x", "-args", "-v", "--args"}, []string{"ab", "x"}, []string{"-v", "--args"}},
		{[]string{"profile", "--args"}, []string{"profile"}, nil},
		{[]string{"run", "-args", "x"}, []string{"run", "-args", "x"}, nil},
	} {
		if own, binary := SplitArgs(test.line); !slices.Equal(own, test.own) || !slices.Equal(binary, test.binary) {
			t.Errorf("SplitArgs(%q) = %q, %q, want %q, %q", test.line, own, binary, test.own, test.binary)
		}
	}
}

// TestReadJudging: defaults of a command are its own, and an unknown word is a mistake.
func TestReadJudging(t *testing.T) {
	j, err := parsed(t, ForJudging("2%", "10%"), ReadJudging)
	if err != nil || j.Goal.Alpha != 0.02 || j.Threshold != 0.1 || j.FailOn != "worse" || j.Color != "auto" {
		t.Errorf("without flags: %+v, %v", j, err)
	}
	j, err = parsed(t, ForJudging("2%", "10%"), ReadJudging, "-alpha", "1%", "-margin", "3%", "-threshold", "0", "-unit", "mgas/s better=higher")
	if err != nil || j.Goal.Alpha != 0.01 || j.Goal.Margin != 0.03 || j.Threshold != 0 || len(j.Units) != 1 {
		t.Errorf("with flags: %+v, %v", j, err)
	}
	for _, args := range [][]string{{"-alpha="}, {"-alpha", "2"}, {"-margin", "0"}, {"-threshold", "-1"}, {"-correction", "x"}, {"-fail-on", "x"}, {"-color", "x"}, {"-unit", "x"}} {
		if j, err := parsed(t, ForJudging("2%", "10%"), ReadJudging, args...); !option.Is(err) {
			t.Errorf("%q: %+v, %v, want a mistake", args, j, err)
		}
	}
}

// TestReadConfigLink: a link to nothing is no missing file, which may be missing.
func TestReadConfigLink(t *testing.T) {
	t.Chdir(t.TempDir())
	if _, err := parsed(t, []cli.Flag{ForConfig()}, ReadConfig); err != nil {
		t.Errorf("without a file: %v, want no error", err)
	}
	if err := os.Symlink("gone.toml", "bufbench.toml"); err != nil {
		t.Skip(err)
	}
	if _, err := parsed(t, []cli.Flag{ForConfig()}, ReadConfig); !option.Is(err) || !strings.Contains(err.Error(), "link to nothing") {
		t.Errorf("a link to nothing: %v, want that it is refused", err)
	}
}

// TestReadGateWord: a mistake in the file is named by its key there, and not by a flag.
func TestReadGateWord(t *testing.T) {
	read := func(c *cli.Command) (Judging, error) { return ReadGate(c, gate.Policy{FailOn: "Never"}) }
	_, err := parsed(t, append(ForJudging("2%", "10%"), ForConfig()), read)
	if want := `bufbench.toml: [gate] fail_on: "Never" is none of worse, undecided, never`; err == nil || err.Error() != want {
		t.Errorf("fail_on = Never: %v, want %s", err, want)
	}
}

// TestReadPackages: processors and time are the usual ones where no flag names others.
func TestReadPackages(t *testing.T) {
	read := func(c *cli.Command) (string, error) {
		of, err := ReadPackages(c, []string{"-v"})
		if of.Dir == "" || of.Procs < 1 || of.Timeout <= 0 || len(of.Args) != 1 {
			t.Errorf("packages are %+v", of)
		}
		return of.Bench + " " + of.Tags + " " + of.Patterns[0], err
	}
	flags := func() []cli.Flag { return []cli.Flag{ForBench("."), ForTags("", "")} }
	if got, err := parsed(t, flags(), read); err != nil || got != ".  ." {
		t.Errorf("without flags: %q, %v", got, err)
	}
	if got, err := parsed(t, flags(), read, "-bench", "X", "-tags", "t", "./a"); err != nil || got != "X t ./a" {
		t.Errorf("with flags: %q, %v", got, err)
	}
}
