package result

import (
	"slices"
	"strings"

	"golang.org/x/perf/benchfmt"
)

// config is the configuration of the lines that follow it in a text.
type config struct {
	keys    []string // in the order of the text
	values  map[string]string
	changed []string // keys that the next result does not have yet
	head    bool     // the line before is of the head that a test binary prints
	since   bool     // there was a result since the last such head began
}

// mostKeys is how many configuration keys a text may have.
const mostKeys = 1000

// set sets a key, or takes it away where the value is empty. It reports false
// where there are too many.
func (c *config) set(key, value string) bool {
	had, known := c.values[key]
	switch {
	case had == value:
		return true
	case value == "":
		delete(c.values, key)
		c.keys = slices.DeleteFunc(c.keys, func(k string) bool { return k == key })
	case !known && len(c.values) >= mostKeys:
		return false
	default:
		if c.values == nil {
			c.values = map[string]string{}
		}
		if c.values[key] = value; !known {
			c.keys = append(c.keys, key)
		}
	}
	c.changed = append(c.changed, key)
	return true
}

// apply gives a result its configuration. Internal keys can be named in a
// projection or a filter, and are no part of .config.
func (c *config) apply(r *benchfmt.Result, internal map[string]bool) {
	for _, key := range c.changed {
		r.SetConfig(key, c.values[key])
		if at, has := r.ConfigIndex(key); has {
			r.Config[at].File = !internal[key]
		}
	}
	c.changed = c.changed[:0]
}

// leave takes the configuration out of a result, which is of other lines next.
func (c *config) leave(r *benchfmt.Result) {
	c.changed = c.changed[:0]
	for _, key := range c.keys {
		r.SetConfig(key, "")
	}
}

// enter is for lines whose configuration a result does not have at all.
func (c *config) enter() {
	c.changed = append(c.changed[:0], c.keys...)
}

// identity is the value of a key in the form in which it is compared: editors
// trim lines, and processors pad their names.
func identity(value string) string { return strings.Join(strings.Fields(value), " ") }

// byTestBinary reports whether a test binary prints such a line in its head.
func byTestBinary(key string) bool {
	return key == "goos" || key == "goarch" || key == "pkg" || key == "cpu"
}

// measuredBy takes over a line that a test binary prints before its benchmarks:
// goos, goarch, pkg and cpu, in this order. Programs print lines that look like
// them, such as "cpu: 85 % busy". It reports false for such a line.
func (c *config) measuredBy(key, value string, inHead bool) bool {
	value = identity(value)
	oneWord := !strings.Contains(value, " ")
	switch {
	case key == "goos" && oneWord:
		if c.since { // of the machine that measured what follows, nothing is known yet
			c.set("goarch", "")
			c.set("cpu", "")
		}
		c.head, c.since = true, false
		return c.set(key, value)
	case inHead:
		c.head = true
		return c.set(key, value)
	case key == "pkg" && oneWord, !c.since && (key == "cpu" || oneWord), c.values[key] == value:
		return c.set(key, value)
	}
	return false
}
