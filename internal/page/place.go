package page

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Place says where and how a run was measured: what the head of its results file says.
type Place struct {
	File    string            `json:"file"`
	Started string            `json:"started"` // date and time
	Commit  string            `json:"commit"`
	Machine string            `json:"machine"`
	Config  map[string]string `json:"config"` // configuration, such as cpu, go, goexperiment
	Unfit   string            `json:"unfit"`  // why the machine was not fit to judge times; empty if it was, or if nobody looked
}

// ReadPlace reads the head of a results file.
func ReadPlace(path string) (p Place, err error) {
	f, err := os.Open(path)
	if err != nil {
		return p, fmt.Errorf("read where a run was measured: %w", err)
	}
	defer f.Close()
	var in io.Reader = f
	if filepath.Ext(path) == ".gz" {
		if in, err = gzip.NewReader(f); err != nil {
			return p, fmt.Errorf("read where a run was measured: %s: %w", path, err)
		}
	}
	p = placeOf(bufio.NewScanner(in))
	p.File = filepath.Base(path)
	return p, nil
}

// placeOf reads lines up to the first result.
func placeOf(lines *bufio.Scanner) Place {
	p := Place{Config: map[string]string{}}
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		if strings.HasPrefix(line, "Benchmark") {
			break
		}
		words := strings.Fields(strings.TrimPrefix(line, "#"))
		switch {
		case strings.HasPrefix(line, "# started "):
			for i := 0; i+1 < len(words); i += 2 {
				switch words[i] {
				case "started":
					p.Started = words[i+1]
				case "commit":
					p.Commit = words[i+1]
				case "machine":
					p.Machine = words[i+1]
				}
			}
		case strings.HasPrefix(line, "# unfit: "):
			p.Unfit = strings.TrimPrefix(line, "# unfit: ")
		case strings.HasPrefix(line, "#"), strings.HasPrefix(line, "Unit "):
		default:
			if key, value, ok := strings.Cut(line, ": "); ok {
				p.Config[key] = strings.TrimSpace(value)
			}
		}
	}
	return p
}

// Reader is who reads the bytes, in words; empty if the file does not say.
func (p Place) Reader() string {
	simd := strings.Contains(p.Config["goexperiment"], "simd")
	switch reader := p.Config["reader"]; {
	case reader == "none":
		return "none, hand-over only"
	case reader == "go", reader == "fast" && !simd:
		return "plain Go"
	case reader == "fast":
		return "vector sum"
	default:
		return reader
	}
}

// Build is how the program was built, in words.
func (p Place) Build() string {
	words := []string{}
	for _, one := range [][2]string{{"go", ""}, {"goexperiment", "GOEXPERIMENT="}, {"cgo", "cgo "}} {
		if value := p.Config[one[0]]; value != "" {
			words = append(words, one[1]+value)
		}
	}
	return strings.Join(words, ", ")
}
