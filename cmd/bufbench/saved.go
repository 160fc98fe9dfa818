package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/bufbench/bufbench/internal/machine"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/runner"
)

// saved is what a journal says of its run. A resumed run must have the same.
type saved struct {
	Version int     // of this type
	Machine string  // by its name
	Program string  // hash of the program that holds the scenarios
	Cases   string  // hash of all cases of the plan
	Request request // as it was typed
}

const savedVersion = 2

// save says what is going to be measured.
func (q request) save(all []runner.Task) (json.RawMessage, error) {
	program, err := q.From.hash()
	if err != nil {
		return nil, err
	}
	return json.Marshal(saved{savedVersion, machine.ID(machine.Read("/")), program, hashOf(all), q})
}

// hash tells programs apart, by their bytes.
func (o origin) hash() (string, error) {
	path, err := o.Program, error(nil)
	if path == "" {
		if path, err = os.Executable(); err != nil {
			return "", fmt.Errorf("find this program: %w", err)
		}
	}
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("read the program: %w", err)
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", fmt.Errorf("read the program: %w", err)
	}
	return hex.EncodeToString(h.Sum(nil)[:6]), nil
}

// hashOf tells plans apart, by their cases and arms.
func hashOf(tasks []runner.Task) string {
	h := sha256.New()
	for _, t := range tasks {
		for _, r := range t.Rivals {
			fmt.Fprintln(h, t.Info.Name, r.Name)
		}
		for _, c := range t.Cases {
			fmt.Fprintln(h, key(t.Info.Name, c))
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:6])
}

// readSaved reads what the journal of a run says of it.
func readSaved(path string) (s saved, done bool, err error) {
	plan, done, err := result.ReadPlan(path)
	if err != nil {
		return s, false, err
	}
	if err := json.Unmarshal(plan, &s); err != nil || s.Version != savedVersion {
		return s, false, fmt.Errorf("%s is of another version of bufbench (go on with that one, or start anew)", path)
	}
	return s, done, nil
}

// fits says what of a saved run is not the same here.
func (s saved) fits(path string) error {
	if here := machine.ID(machine.Read("/")); s.Machine != here {
		return fmt.Errorf("%s is of the machine %s, and this is %s: results of two machines never mix", path, s.Machine, here)
	}
	program, err := s.Request.From.hash()
	if err != nil {
		return err
	}
	if s.Program != program {
		return fmt.Errorf("%s is of another build of the program (%s, this is %s): go on with that build, or start anew", path, s.Program, program)
	}
	return nil
}
