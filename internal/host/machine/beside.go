package machine

// Beside is the warning that two measurements run on one machine.
const Beside = "warning: another bufbench measures on this machine: each disturbs the other"

// Occupy is [Alone] for a measurement that runs in any case: it says [Beside] if another
// one runs. Say may be nil.
func Occupy(say func(string)) (release func()) {
	release, alone := Alone()
	if !alone && say != nil {
		say(Beside)
	}
	return release
}
