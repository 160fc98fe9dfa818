package listing

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/bufbench/bufbench/internal/host/regular"
	"github.com/bufbench/bufbench/internal/revisions/profdiff"
)

// sourceBytes is the size of the largest source file that is read.
const sourceBytes = 16 << 20

// source lists the file with the most samples.
func source(spots []profdiff.Spot) (Text, error) {
	file := most(spots, func(s profdiff.Spot) string { return s.File })
	switch {
	case file == "":
		return Text{}, errors.New("the profile names no source file")
	case !filepath.IsAbs(file):
		return Text{}, fmt.Errorf("the profile names %s, without its folder (try: build without -trimpath)", file)
	}
	text, err := regular.ReadFile(file, sourceBytes)
	if err != nil {
		return Text{}, err
	}
	if newer(file, most(spots, func(s profdiff.Spot) string { return s.Program })) {
		return Text{}, fmt.Errorf("%s has changed since the program was built (try: build it again)", file)
	}
	samples, all := map[int64]int64{}, int64(0)
	for _, s := range spots {
		all += s.Samples
		if s.File == file {
			samples[s.Line] += s.Samples
		}
	}
	var rows []Row
	for line := range strings.Lines(string(text)) {
		at := int64(len(rows) + 1)
		rows = append(rows, Row{at, samples[at], strings.TrimRight(line, "\r\n")})
	}
	return window(file, rows, sourceMost, all), nil
}

// newer reports whether a source file is younger than the program. It is false where that
// is not known.
func newer(file, program string) bool {
	source, err := os.Stat(file)
	built, err2 := os.Stat(program)
	return err == nil && err2 == nil && source.ModTime().After(built.ModTime())
}
