package machine

import "strconv"

const thpDir = "sys/kernel/mm/transparent_hugepage/"

// thp is who gets huge pages: all, who asks, or nobody.
func (e exam) thp() (Finding, bool) {
	word := chosen(e.Text(thpDir + "enabled"))
	f := Finding{Seen: word, Try: write("madvise", thpDir+"enabled")}
	switch word {
	case "madvise":
		f.Grade = OK
	case "always":
		f.Grade = Warn
	case "never":
		f.Grade, f.Why = Note, "run -pages huge gets base pages"
	default:
		return Finding{}, false
	}
	return f, true
}

// defrag is whether a page fault waits for a huge page to be made.
func (e exam) defrag() (Finding, bool) {
	word := chosen(e.Text(thpDir + "defrag"))
	switch word {
	case "madvise", "defer", "defer+madvise", "never":
		return Finding{Seen: word, Grade: OK}, true
	case "always":
		return Finding{Seen: word, Grade: Warn, Try: write("madvise", thpDir+"defrag")}, true
	}
	return Finding{}, false
}

// unrandomized is the bit of a process's personality that setarch -R sets.
const unrandomized = 0x0040000

// aslr is whether each launch gets a layout of its own. Elsewhere people turn
// it off for steadier times; here launches are what intervals are made of.
func (e exam) aslr() (Finding, bool) {
	personality, _ := strconv.ParseUint(e.Text("proc/self/personality"), 16, 64)
	setting := e.Text("proc/sys/kernel/randomize_va_space")
	f := Finding{Seen: "on (" + setting + ")", Grade: OK, Try: "sudo sysctl -w kernel.randomize_va_space=2"}
	switch {
	case setting == "0":
		f.Seen, f.Grade = "off", Warn
	case setting == "1":
		f.Seen, f.Grade, f.Why = "on but for the heap (1)", Note, "the heap of C lies at the same place in every launch"
	case setting != "2":
		return Finding{}, false
	}
	if personality&unrandomized != 0 && setting != "0" {
		f.Seen, f.Grade, f.Try = "off for this process (setarch -R)", Warn, "" // a new shell has it
	}
	return f, true
}
