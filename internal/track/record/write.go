package record

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/host/wholefile"
	"github.com/bufbench/bufbench/internal/track/trend"
	"golang.org/x/perf/benchfmt"
)

// version is that of the files. It changes when a name or a meaning changes. A file without
// anything that its addition measured is of version 1.
const version = 2

// Text is a file of a record: its name and all of its text.
type Text struct {
	Name string
	Text []byte
}

// TextOf is the file of a batch. Added is the time of this addition; it is no part of the
// contents.
func TextOf(b Batch, added time.Time) (Text, error) {
	contents, beside := parted(b)
	body, err := text(contents)
	if err != nil {
		return Text{}, err
	}
	t := Text{Name: nameOf(b, body)}
	if beside.Empty() {
		t.Text = append(fmt.Appendf(nil, "# bufbench track 1 added %s\n", stamp(added)), body...)
		return t, nil
	}
	more, err := text(beside)
	if err != nil {
		return Text{}, err
	}
	t.Text = append(fmt.Appendf(nil, "# bufbench track %d added %s\n", version, stamp(added)), body...)
	t.Text = append(fmt.Appendf(t.Text, "%s%s\n", besideLine, hashOf(more)), more...)
	return t, nil
}

// besideLine begins the part of a file that its addition measured. The hash of that part
// follows, because the name has only that of the contents.
const besideLine = "# the speed of the machine at this addition, "

// parted takes what an addition measured off the results of a run: the speed of the machine.
// The same run has another speed at each addition, and is the same run.
func parted(b Batch) (contents, beside Batch) {
	if len(b.Runs) != 1 {
		return b, Batch{}
	}
	contents, beside.Runs = b, []Run{{Origin: b.Runs[0].Origin}}
	run := Run{Origin: b.Runs[0].Origin}
	for _, r := range b.Runs[0].Results {
		of := &run
		if r.GetConfig("pkg") == trend.MachinePackage {
			of = &beside.Runs[0]
		}
		of.Results = append(of.Results, r)
	}
	if contents.Runs = []Run{run}; contents.Empty() {
		return b, Batch{}
	}
	return contents, beside
}

// Write adds a batch to a folder, as [TextOf] and [Text.Write] do.
func Write(folder string, b Batch, added time.Time) (path string, there bool, err error) {
	t, err := TextOf(b, added)
	if err != nil {
		return "", false, err
	}
	return t.Write(folder)
}

// Write adds a text to a folder, which it makes. When it returns nil the file is whole
// and on the disk. There means that the folder had it already.
func (t Text) Write(folder string) (path string, there bool, err error) {
	path = filepath.Join(folder, t.Name)
	if _, err := Open(path); err == nil { // it is whole, and its name is that of these contents
		return path, true, nil
	}
	if err := wholefile.MakeFolder(folder); err != nil {
		return "", false, fmt.Errorf("make the folder of the record: %w", err)
	}
	if err := wholefile.Write(path, t.Text); err != nil {
		return "", false, fmt.Errorf("keep the run: %w", err)
	}
	return path, false, nil
}

// text is a batch as Go benchmark text.
func text(b Batch) ([]byte, error) {
	var out bytes.Buffer
	w := benchfmt.NewWriter(&out)
	units := slices.Clone(b.Units)
	slices.SortFunc(units, func(a, b *benchfmt.UnitMetadata) int {
		return cmp.Or(cmp.Compare(a.OrigUnit, b.OrigUnit), cmp.Compare(a.Key, b.Key))
	})
	for _, u := range units {
		if err := w.Write(u); err != nil {
			return nil, fmt.Errorf("write the unit %s: %w", u.Unit, err)
		}
	}
	for _, run := range b.Runs {
		settings := run.settings()
		for _, r := range run.Results {
			r = placed(r, settings)
			if err := writable(r); err != nil {
				return nil, err
			}
			if err := w.Write(r); err != nil {
				return nil, fmt.Errorf("write %s: %w", r.Name, err)
			}
		}
	}
	return out.Bytes(), nil
}

// writable is an error if a line of a result would be read as something else. A line break
// in a value would begin a line of somebody else's making.
func writable(r *benchfmt.Result) error {
	lineEnd := []byte("\n")
	if bytes.Contains(r.Name, lineEnd) {
		return fmt.Errorf("the name %q has two lines", r.Name)
	}
	for _, c := range r.Config {
		if bytes.Contains(c.Value, lineEnd) {
			return fmt.Errorf("the %s %q of %s has two lines", c.Key, c.Value, r.Name)
		}
	}
	return nil
}

// placed is a result with the configuration of its origin.
func placed(r *benchfmt.Result, origin map[string]string) *benchfmt.Result {
	c := &benchfmt.Result{Name: r.Name, Iters: r.Iters, Values: r.Values}
	for _, one := range r.Config {
		if own := slices.Contains(Keys(), one.Key) && one.Key != Side; one.File && !own {
			c.Config = append(c.Config, one)
		}
	}
	for key, value := range origin {
		c.Config = append(c.Config, benchfmt.Config{Key: key, Value: []byte(value), File: true})
	}
	sorted(c.Config)
	return c
}

// nameOf is the name of the file of a batch: its commit, if it has only one, and its
// hash.
func nameOf(b Batch, body []byte) string {
	of := "history"
	if len(b.Runs) == 1 {
		of = "run"
		if commit := b.Runs[0].Commit; commit != "" && strings.Trim(commit, "0123456789abcdef") == "" { // a text may name anything
			of = commit
		}
	}
	return of[:min(len(of), 12)] + "-" + hashOf(body) + ending
}

const ending = ".txt"

// hashOf is the hash of contents. Line ends do not count: git may change them.
func hashOf(body []byte) string {
	sum := sha256.Sum256(bytes.ReplaceAll(body, []byte("\r\n"), []byte("\n")))
	return hex.EncodeToString(sum[:8])
}

// bodyOf is a file without the line about its addition.
func bodyOf(file []byte) []byte {
	if end := bytes.IndexByte(file, '\n'); bytes.HasPrefix(file, []byte("# bufbench track ")) && end >= 0 {
		return file[end+1:]
	}
	return file
}

// Files are the files of a folder, in the order of their names. A folder that is not
// there has none. Pipes, devices and links are among them: [Open] refuses what it cannot
// read, so none is missed in silence.
func Files(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the record: %w", err)
	}
	var files []string
	for _, e := range entries {
		if filepath.Ext(e.Name()) == ending && !e.IsDir() && e.Name()[0] != '.' {
			files = append(files, filepath.Join(folder, e.Name()))
		}
	}
	return files, nil
}
