package git

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"slices"
	"strings"
)

// drivers are the programs that a call does not run although configuration names
// them. Configuration chooses a part of their keys, such as NAME in filter.NAME.clean.
type drivers struct {
	filters []string // by name
	others  []string // keys
}

// programs matches the keys whose values name a program.
const programs = `^(filter\..*\.(clean|smudge|process)|diff\..*\.(command|textconv)|merge\..*\.driver|hook\..*\.command|gpg\..*\.program|lfs\.(extension\..*|customtransfer\..*|standalonetransferagent))$`

// lfs matches what "git lfs install --local" writes.
var lfs = regexp.MustCompile(`^git-lfs (clean -- %f|smudge( --skip)? -- %f|filter-process( --skip)?)$`)

// drivers finds them. A call with Filters runs the filters of the person's own
// configuration: every git command on this machine reads that. The configuration of
// the repository may have come with its files. From it, such a call runs only git-lfs,
// and only by the command lines that git-lfs itself installs.
func (c Call) drivers(ctx context.Context) (drivers, error) {
	out, err := c.run(ctx, nil, []string{"config", "--null", "--show-scope", "--get-regexp", programs})
	var none *exec.ExitError
	if err != nil && errors.As(err, &none) && none.ExitCode() == 1 {
		return drivers{}, nil
	}
	if err != nil {
		return drivers{}, err
	}
	var d drivers
	fields := strings.Split(strings.TrimSuffix(out, "\x00"), "\x00")
	for i := 0; i+1 < len(fields); i += 2 {
		key, value, _ := strings.Cut(fields[i+1], "\n")
		own := slices.Contains([]string{"system", "global", "command"}, fields[i])
		if strings.Contains(key, "=") {
			return drivers{}, fmt.Errorf("the configuration %q names a program, and git cannot be told to leave it alone: git config --unset-all %q", key, key)
		}
		name, filter := strings.CutPrefix(key, "filter.")
		name = name[:max(0, strings.LastIndexByte(name, '.'))]
		switch {
		case filter && c.Filters && (own || name == "lfs" && lfs.MatchString(value)):
		case filter && !slices.Contains(d.filters, name):
			d.filters = append(d.filters, name)
		case !filter && !slices.Contains(d.others, key):
			d.others = append(d.others, key)
		}
	}
	return d, nil
}

// off are the settings by which none of them is run.
func (d drivers) off() (settings []string) {
	for _, name := range d.filters {
		for _, key := range []string{"clean=", "smudge=", "process=", "required=false"} {
			settings = append(settings, "filter."+name+"."+key)
		}
	}
	for _, key := range d.others {
		value := ""
		if strings.HasPrefix(key, "hook.") { // an empty one is an error to git
			value = "true"
		}
		settings = append(settings, key+"="+value)
	}
	return settings
}
