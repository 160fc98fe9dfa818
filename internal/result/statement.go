package result

import "bytes"

// set is for a configuration line. Of a text of bufbench all count; of others
// those of test binaries, and what a person asks for.
func (t *text) set(key, value string, inHead bool) {
	c := &t.now.config
	if t.trust.own {
		if byTestBinary(key) {
			value = identity(value)
		}
		if !c.set(key, value) {
			t.foreign()
		}
		return
	}
	if t.now.begun == nil {
		switch {
		case byTestBinary(key):
			if c.measuredBy(key, value, inHead) {
				return
			}
		case key == "toolchain" || t.asked[key]:
			c.set(key, value)
			return
		case t.count == 0 && t.passed.says(key, value):
			return
		}
	}
	t.passed.over(key, t.lines.number)
}

// comment takes from a comment of bufbench what judging needs.
func (t *text) comment(number int, line string) {
	if t.trust.own {
		t.trust.comment(&t.place, line)
		if d, ok := parseDesign(line); ok {
			t.heads.add(number, t.index, d, isPaired(line))
		}
		return
	}
	if t.passed.comment == 0 && ofBufbench(line) {
		t.passed.comment = number
	}
}

// foreign is for a line that bufbench does not write. A measured program may have
// printed this line and the comments before it, so no comment counts any more.
func (t *text) foreign() {
	if !t.trust.own {
		return
	}
	t.trust = trust{begun: true, lostAt: t.lines.number}
	t.place = Place{Label: t.place.Label, OS: t.place.OS, Arch: t.place.Arch, CPU: t.place.CPU}
	t.heads.forget()
	for _, s := range t.streams {
		for _, key := range append([]string(nil), s.config.keys...) {
			if !byTestBinary(key) && key != "toolchain" && !t.asked[key] {
				s.config.set(key, "")
				t.passed.over(key, t.lines.number)
			}
		}
	}
}

// fail is for the line of benchmarks that did not come to their end.
func (t *text) fail(line []byte) {
	t.foreign()
	t.now.begun = nil
	if !t.failed {
		t.failed = true
		t.problems.add(t.lines.number, "the benchmarks failed: "+string(bytes.TrimSpace(line)), "mend them and measure again: what stands here is not all")
	}
}
