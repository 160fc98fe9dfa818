package session

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"runtime"
	"strconv"
	"strings"

	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/result"
)

// saved is what a journal says of its run. A resumed run must have the same.
type saved struct {
	Version int    // of this type
	Machine string // by its name
	Program string // SHA-256 of the program that holds the scenarios; which one that is, the person says who resumes
	Cases   string // hash of all cases of the plan
	Setting string // what else makes results comparable, such as the kernel; empty in older journals
	Spec    Spec   // as it was asked for
}

const savedVersion = 3

// save says what is going to be measured.
func (s Spec) save(from held, all []runner.Task) (json.RawMessage, error) {
	return json.Marshal(saved{savedVersion, machine.ID(machine.Read("/")), from.program.Hash(), hashOf(all), from.setting(), s})
}

// hashOf tells plans apart, by their cases and arms.
func hashOf(tasks []runner.Task) string {
	h := sha256.New()
	for _, t := range tasks {
		for _, r := range t.Rivals {
			fmt.Fprintln(h, t.Info.Name, r.Name)
		}
		for _, c := range t.Cases {
			fmt.Fprintln(h, runner.Key(t.Info.Name, c))
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:6])
}

// readSaved reads what the journal of a run says of it.
func readSaved(ctx context.Context, path string) (s saved, done bool, err error) {
	plan, done, err := result.ReadPlan(ctx, path)
	if err != nil {
		return s, false, err
	}
	if err := json.Unmarshal(plan, &s); err != nil || s.Version != savedVersion {
		return s, false, fmt.Errorf("%s is of another version of bufbench (resume it with that version, or start anew)", path)
	}
	return s, done, nil
}

// fits returns an error if a saved run is of another machine, or of another build of
// the program. from holds the program with the scenarios of now.
func (s saved) fits(path string, from held) error {
	if here := machine.ID(machine.Read("/")); s.Machine != here {
		return fmt.Errorf("%s is of the machine %s, and this is %s: results of two machines never mix", path, shown(s.Machine), here)
	}
	if now := from.program.Hash(); s.Program != now {
		return fmt.Errorf("%s is of another build of the program (%s, this is %s): resume it with that build, or start anew; if its scenarios are of another program, name that program", path, short(shown(s.Program)), short(now))
	}
	if now := from.setting(); s.Setting != "" && s.Setting != now {
		return fmt.Errorf("%s was begun under other settings (%s; now %s): results of both never mix: bring these back, or start anew", path, shown(s.Setting), now)
	}
	return nil
}

// setting is what makes results comparable beside the machine and the program. It may
// change while a run is interrupted.
func (p held) setting() string {
	var all []string
	for _, c := range machine.Config(machine.Read("/"), p.build()) {
		all = append(all, c.Key+" "+c.Value)
	}
	return strings.Join(append(all, fmt.Sprintf("processors %d", runtime.GOMAXPROCS(0))), ", ")
}

// short is a hash as people read it.
func short(hash string) string { return hash[:min(len(hash), 12)] }

// shown is a text from a file as it may be printed.
func shown(text string) string {
	if q := strconv.Quote(text); q[1:len(q)-1] != text {
		return q
	}
	return text
}
