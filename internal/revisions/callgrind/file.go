package callgrind

import (
	"strconv"
	"strings"
)

// costs reads the format of callgrind, line by line. Names are written once, with a number,
// and the number stands for them from then on.
//
// It leaves out calls. Goroutines change stacks, and callgrind takes them for functions that
// never return. So its costs of calls are wrong, and its counts of them may be.
type costs struct {
	names    map[string]string // by number, in parentheses
	function string
	calling  bool // the next line is the cost of a call
	self     map[string]uint64
}

// costsIn are the instructions of each function itself in a file of callgrind.
func costsIn(text string) map[string]uint64 {
	c := costs{names: map[string]string{}, self: map[string]uint64{}}
	for line := range strings.Lines(text) {
		c.line(strings.TrimSpace(line))
	}
	return c.self
}

func (c *costs) line(line string) {
	if line == "" {
		return
	}
	if strings.ContainsRune("0123456789+-*", rune(line[0])) {
		c.cost(line)
		return
	}
	switch key, value, _ := strings.Cut(line, "="); key {
	case "fn":
		c.function = c.name(value)
	case "cfn":
		c.name(value) // it may stand here in full for the first time
	case "calls":
		c.calling = true
	}
}

// cost is a line with a place and a number of instructions, which may be missing.
func (c *costs) cost(line string) {
	if c.calling {
		c.calling = false
		return
	}
	n := uint64(0)
	if fields := strings.Fields(line); len(fields) > 1 {
		n, _ = strconv.ParseUint(fields[1], 10, 64)
	}
	c.self[c.function] += n
}

// name is a name in full. Callgrind puts an apostrophe and a number behind the names of
// functions that call themselves.
func (c *costs) name(text string) string {
	number, name, found := strings.Cut(text, " ")
	if !strings.HasPrefix(number, "(") {
		return text
	}
	if found {
		if at := strings.LastIndexByte(name, '\''); at > 0 {
			if _, err := strconv.Atoi(name[at+1:]); err == nil {
				name = name[:at]
			}
		}
		c.names[number] = name
	}
	return c.names[number]
}
