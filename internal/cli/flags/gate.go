package flags

import (
	"cmp"
	"errors"

	"github.com/bufbench/bufbench/internal/cli/exit"
	"github.com/bufbench/bufbench/internal/judge/gate"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/urfave/cli/v3"
)

// ReadGate reads how to judge: from the flags of [ForJudging], or else from the file of
// [ForConfig], whose policy is filed.
func ReadGate(c *cli.Command, filed gate.Policy) (Judging, error) {
	if _, err := ReadJudging(c); err != nil {
		return Judging{}, err
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
			_, err = ReadJudging(c)
		}
		if err != nil {
			var bad *option.Error
			if errors.As(err, &bad) {
				err = errors.New(bad.Text)
			}
			return Judging{}, exit.Usagef("%s: [gate] %s: %v", c.String("config"), one.key, err)
		}
	}
	j, err := ReadJudging(c)
	if err != nil {
		return j, err
	}
	units, err := unitsOf(c.String("config")+": [gate] units", filed.Units)
	for key, said := range units {
		j.Units[key] = cmp.Or(j.Units[key], said)
	}
	return j, err
}
