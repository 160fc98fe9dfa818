package main

import (
	"errors"
	"io/fs"

	"github.com/bufbench/bufbench/internal/host/regular"
	"github.com/bufbench/bufbench/internal/judge/gate"
	"github.com/urfave/cli/v3"
)

// readConfig reads the file of claims.
func readConfig(c *cli.Command) (config gate.Config, err error) {
	text, err := optional(c.String("config"), c.IsSet("config"))
	if err != nil || text == nil {
		return config, err
	}
	if config, err = gate.ReadConfig(text, c.String("config")); err != nil {
		return config, usagef("%v", err)
	}
	return config, nil
}

// optional is the text of a file that may be missing unless it was named.
func optional(path string, named bool) ([]byte, error) {
	const most = 16 << 20
	text, err := regular.ReadFile(path, most)
	if errors.Is(err, fs.ErrNotExist) && !named {
		return nil, nil
	}
	if err != nil {
		return nil, usagef("%v", err)
	}
	return text, nil
}

// gatePolicy is how to judge: by the command line, or else by the file.
func gatePolicy(c *cli.Command, filed gate.Policy) (judging, error) {
	if _, err := judgingOf(c); err != nil {
		return judging{}, err
	}
	for _, one := range []struct{ key, flag, filed string }{
		{"alpha", "alpha", filed.Alpha},
		{"threshold", "threshold", filed.Threshold},
		{"fail_on", "fail-on", filed.FailOn},
	} {
		if one.filed == "" || c.IsSet(one.flag) {
			continue
		}
		err := c.Set(one.flag, one.filed)
		if err == nil {
			_, err = judgingOf(c)
		}
		if err != nil {
			var bad *usageError
			if errors.As(err, &bad) {
				err = errors.New(bad.Text)
			}
			return judging{}, usagef("%s: [gate] %s: %v", c.String("config"), one.key, err)
		}
	}
	j, err := judgingOf(c)
	if err != nil {
		return j, err
	}
	units, err := unitsOf(c.String("config")+": [gate] units", filed.Units)
	for key, said := range units {
		if j.units[key] == nil {
			j.units[key] = said
		}
	}
	return j, err
}
