package result

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// String is d as it stands in the comment before the lines of a case:
// clock=cpu-ns/op stop=sequential alpha=0.05.
func (d Design) String() string {
	var fields []string
	if d.Clock != "" {
		fields = append(fields, "clock="+d.Clock)
	}
	fields = append(fields, "stop="+cmp.Or(string(d.Stop), "fixed"))
	if d.Alpha != 0 {
		fields = append(fields, "alpha="+strconv.FormatFloat(d.Alpha, 'g', -1, 64))
	}
	if d.SameCode {
		fields = append(fields, "code=same")
	}
	return strings.Join(fields, " ")
}

// comment is the line that heads the lines of a case.
func (d Design) comment(launches int, paired string) string {
	return fmt.Sprintf("# launches=%d paired=%s %s\n", launches, paired, d)
}

// parseDesign reads a comment line; ok is false for one that says nothing of a
// design.
func parseDesign(comment string) (d Design, ok bool) {
	for field := range strings.FieldsSeq(strings.TrimPrefix(comment, "#")) {
		key, value, given := strings.Cut(field, "=")
		switch key {
		case "launches":
			ok = given
		case "clock":
			d.Clock = value
		case "stop":
			switch s := Stop(value); s {
			case Sequential, Early, Limit:
				d.Stop = s
			default: // fixed, and what nobody knows
				d.Stop = Fixed
			}
		case "code":
			d.SameCode = value == "same"
		case "alpha":
			if x, err := strconv.ParseFloat(value, 64); err == nil && x > 0 && x < 1 { // what is no level is the default
				d.Alpha = x
			}
		}
	}
	return d, ok
}

// caseOf returns the name at the start of a line without the name of the arm.
func caseOf(line string) string {
	name, _, _ := strings.Cut(strings.ReplaceAll(line, "\t", " "), " ")
	var parts []string
	for part := range strings.SplitSeq(name, "/") {
		if !strings.HasPrefix(part, "access=") {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "/")
}
