package flags

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/cli/exit"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/urfave/cli/v3"
)

// OneOf refuses a flag whose word is not known.
func OneOf(c *cli.Command, name string, known ...string) error {
	switch given := c.String(name); {
	case slices.Contains(known, given):
		return nil
	case len(known) == 2:
		return option.Errorf(name, "%q is neither %s nor %s", given, known[0], known[1])
	default:
		return option.Errorf(name, "%q is none of %s", given, strings.Join(known, ", "))
	}
}

// NotNegative refuses flags whose number or time is negative.
func NotNegative(c *cli.Command, names ...string) error {
	for _, name := range names {
		if value := fmt.Sprint(c.Value(name)); value[0] == '-' {
			return exit.Usagef("-%s: %s is negative", name, value)
		}
	}
	return nil
}

// FirstSet is the first of some flags that is set; empty if none is.
func FirstSet(c *cli.Command, names ...string) string {
	if at := slices.IndexFunc(names, c.IsSet); at >= 0 {
		return names[at]
	}
	return ""
}

// Share reads a share above 0 and below a limit into a place. Without the flag, and without
// a default, the place keeps its value.
func Share(c *cli.Command, name string, below float64, into *float64) (err error) {
	if text := c.String(name); text != "" || c.IsSet(name) {
		*into, err = option.Share(name, text, below)
	}
	return err
}
