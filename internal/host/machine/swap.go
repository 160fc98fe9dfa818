package machine

import (
	"fmt"
	"strconv"
	"strings"
)

// swapSpace is how many bytes of swap there are, and how many of them are in
// use. It is not known where the kernel lists none.
func (t tree) swapSpace() (total, used uint64, known bool) {
	text, err := t.Read("proc/swaps")
	if err != nil || !strings.HasPrefix(text, "Filename") {
		return 0, 0, false
	}
	for line := range strings.Lines(text) {
		field := strings.Fields(line) // name, type, size and use in KiB, priority
		if len(field) < 5 {
			continue
		}
		size, err1 := strconv.ParseUint(field[len(field)-3], 10, 50)
		use, err2 := strconv.ParseUint(field[len(field)-2], 10, 50)
		if err1 == nil && err2 == nil {
			total, used = total+size<<10, used+use<<10
		}
	}
	return total, used, true
}

// swap is whether pages lie on disk, and whether they move there now.
func (e exam) swap() (Finding, bool) {
	total, used, known := e.swapSpace()
	if !known {
		return Finding{}, false
	}
	if total == 0 {
		return Finding{Seen: "none", Grade: OK}, true
	}
	f := Finding{Seen: binary(total) + ", none in use", Grade: OK}
	if used > 0 {
		f = Finding{Seen: binary(total) + ", " + binary(used) + " in use", Grade: Note}
	}
	if used > e.memory("MemTotal")/20 {
		f.Grade = Warn
	}
	if e.paused && e.since.swapped > 0 {
		f.Seen += fmt.Sprintf(", %d pages moved just now", e.since.swapped)
		f.Grade = Fail
	}
	if n, ok := e.Number("proc/sys/vm/swappiness"); ok {
		f.Seen += fmt.Sprintf(", swappiness %d", n)
	}
	f.Try = "sudo swapoff -a"
	if used >= e.memory("MemAvailable") { // what is out has nowhere to go
		f.Try = "sudo sysctl -w vm.swappiness=1"
	}
	return f, true
}
