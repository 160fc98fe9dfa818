package report

import (
	"path/filepath"
	"strings"

	"github.com/bufbench/bufbench/internal/result"
)

// Place says where and when a run was measured: what the head of its results file says.
type Place struct {
	File    string            `json:"file"`
	Started string            `json:"started"` // date and time
	Commit  string            `json:"commit"`
	Machine string            `json:"machine"`
	Config  map[string]string `json:"config"` // configuration, such as cpu, go, goexperiment
	Unfit   string            `json:"unfit"`  // why the machine was not fit to judge times; empty if it was, or if nobody looked
}

// SetupOf is what the head of a results file says of the setup of its run.
func SetupOf(file string, h result.Head) Setup {
	return Setup{
		Reader: readerOf(h.Config), Build: buildOf(h.Config),
		Place: Place{File: filepath.Base(file), Started: h.Started, Commit: h.Commit, Machine: h.Machine(), Config: h.Config, Unfit: h.Unfit()}, Proofs: h.Proofs,
	}
}

// readerOf is who reads the bytes, in words; empty if the configuration does not say.
func readerOf(config map[string]string) string {
	simd := strings.Contains(config["goexperiment"], "simd")
	switch reader := config["reader"]; {
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

// buildOf is how the program was built, in words.
func buildOf(config map[string]string) string {
	var words []string
	for _, one := range [][2]string{{"go", ""}, {"goexperiment", "GOEXPERIMENT="}, {"cgo", "cgo "}} {
		if value := config[one[0]]; value != "" {
			words = append(words, one[1]+value)
		}
	}
	return strings.Join(words, ", ")
}
