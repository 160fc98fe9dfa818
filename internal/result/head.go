package result

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/host/regular"
)

// Head is what a results file says of its runs, beside their lines. What it does not say
// is empty.
type Head struct {
	Started  string            // date and time of the last run in it
	Commit   string            // likewise
	Machines []string          // of all runs in it
	Runs     []string          // the comments that begin its runs
	Comments []string          // above the first line of each run, without "# "
	Config   map[string]string // the configuration of its first line
	Proofs   map[string]string // by scenario and case: the comment on its proof, without its first word
}

// longestHead is how much of a line of a head is looked at.
const longestHead = 1 << 12

// HeadOf reads the head of a text. Of the comments between lines, which are about cases,
// it keeps the proofs.
func HeadOf(text []byte) Head {
	h := Head{Config: map[string]string{}, Proofs: map[string]string{}}
	above, first, proof := true, true, ""
	for line := range bytes.Lines(text) {
		if bytes.HasPrefix(line, []byte("Benchmark")) {
			above, first = false, false
			if proof != "" {
				h.Proofs[provenBy(line)], proof = proof, ""
			}
			continue
		}
		said := strings.TrimSpace(string(line[:min(len(line), longestHead)]))
		comment, is := strings.CutPrefix(said, "# ")
		if seen, about := strings.CutPrefix(comment, "proof: "); is && about {
			proof = seen
		}
		if run, begins := parseStarted(said); is && begins {
			h.start(run, comment)
			above = true
			continue
		}
		switch {
		case is && above:
			h.Comments = append(h.Comments, comment)
		case !is && first:
			h.set(said)
		}
	}
	return h
}

// provenBy is the scenario and the case of a line: its name without arm and processors.
func provenBy(line []byte) string {
	name := caseOf(string(line[len("Benchmark"):min(len(line), longestHead)]))
	last := strings.LastIndexByte(name, '/') + 1
	value, _, _ := strings.Cut(name[last:], "-")
	return name[:last] + value
}

// start takes the comment that begins a run.
func (h *Head) start(s started, comment string) {
	h.Runs = append(h.Runs, comment)
	h.Started, h.Commit = console.Line(s.at, 200), console.Line(s.commit, 200)
	if machine := console.Line(s.machine, 200); machine != "" && !slices.Contains(h.Machines, machine) {
		h.Machines = append(h.Machines, machine)
	}
}

// set takes a configuration line.
func (h *Head) set(line string) {
	key, value, is := strings.Cut(line, ": ")
	if is && !strings.HasPrefix(line, "#") && h.Config[key] == "" && len(h.Config) < mostKeys {
		h.Config[key] = console.Line(value, 200)
	}
}

// Machine is the machine of the last run; empty if none is named.
func (h Head) Machine() string {
	if len(h.Machines) == 0 {
		return ""
	}
	return h.Machines[len(h.Machines)-1]
}

// Unfit is why the machine was not fit to judge times; empty if it was, or if nobody
// looked.
func (h Head) Unfit() string {
	var p Place
	for _, c := range h.Comments {
		p.judge(c)
	}
	return p.Unfit
}

// mostText is how much text a file may have, also unpacked: the largest run so far has
// 30 MB.
const mostText = 256 << 20

// ReadFile returns the text of a results file, which may be packed by gzip. Of a file
// that is cut it returns what there is, and an error.
func ReadFile(path string) ([]byte, error) {
	in, err := regular.Open(path, os.O_RDONLY)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	return ReadText(in, path)
}

// ReadText is [ReadFile] of what is open already. Path names it in errors.
func ReadText(in io.Reader, path string) ([]byte, error) {
	buffered := bufio.NewReaderSize(in, 1<<20)
	var from io.Reader = buffered
	mark, _ := buffered.Peek(2)
	isPacked := bytes.Equal(mark, []byte{0x1f, 0x8b})
	if isPacked {
		packed, err := gzip.NewReader(buffered)
		if err != nil {
			return nil, fmt.Errorf("unpack %s: %w", path, err)
		}
		from = packed
	}
	from, _ = decoded(from)
	var text bytes.Buffer
	text.Grow(roomFor(in, isPacked) + bytes.MinRead)
	_, err := text.ReadFrom(io.LimitReader(from, mostText+1))
	switch {
	case err != nil:
		return text.Bytes(), fmt.Errorf("read %s: %w", path, err)
	case text.Len() > mostText:
		return nil, fmt.Errorf("%s has more than %d MiB of text, and no run writes that much", path, mostText>>20)
	}
	return text.Bytes(), nil
}

// roomFor is about how long the text of a file is; 0 of other inputs. The last bytes of a
// packed file say it. They may lie, so it is no more than a file of that size usually holds.
func roomFor(in io.Reader, packed bool) int {
	const packs = 16 // times, at most
	f, is := in.(*os.File)
	if !is {
		return 0
	}
	info, err := f.Stat()
	if err != nil {
		return 0
	}
	room := min(info.Size(), mostText)
	if !packed {
		return int(room)
	}
	var says [4]byte
	if _, err := f.ReadAt(says[:], info.Size()-int64(len(says))); err != nil {
		return 0
	}
	return int(min(int64(binary.LittleEndian.Uint32(says[:])), packs*room, mostText))
}
