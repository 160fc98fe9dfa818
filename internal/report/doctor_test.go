package report_test

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/bufbench/bufbench/internal/report"
)

// examined has findings of each grade, one of them without a command and one
// whose command and sight are wider than a terminal.
var examined = report.MachineDocument{
	Machine: "intel-core-i7-1165g7-8c-1a2b3c", System: "linux/amd64",
	Findings: []report.Finding{
		{
			Name: "governor", Seen: "powersave (intel_pstate)", Grade: "warn", Why: "the clock follows the load, and so do the times",
			Try: "echo performance | sudo tee /sys/devices/system/cpu/cpufreq/policy*/scaling_governor",
		},
		{Name: "boost", Seen: "off", Grade: "ok", Why: "the clock falls as the chip warms and more CPUs wake"},
		{Name: "battery", Seen: "discharging, 63 %", Grade: "warn", Why: "on battery firmware lowers the clock: plug it in"},
		{Name: "load", Seen: "9.61 over a minute, on 8 CPUs", Grade: "fail", Why: "others take the CPUs, the caches and the memory's bandwidth", Try: "top"},
		{
			Name: "quota", Seen: "1.5 CPUs (/sys/fs/cgroup/user.slice/user-1000.slice/" + strings.Repeat("very-", 20) + "long.scope/cpu.max)", Grade: "note",
			Why: strings.Repeat("a reason of many words ", 8) + "wraps", Try: "top",
		},
	},
	Unknown: []string{"frequency", "cores", "heat", "profile", "smt", "busy", "throttled", "counters"},
}

// TestMachineFits: no line is wider than a terminal, and what is to be typed is
// what was found when a shell has joined its lines.
func TestMachineFits(t *testing.T) {
	var out bytes.Buffer
	if err := report.Machine(&out, examined); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(out.String()) {
		if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > 80 {
			t.Errorf("a line of %d columns, want at most 80:\n%s", n, line)
		}
	}
	joined := strings.ReplaceAll(out.String(), " \\\n        ", " ")
	for _, f := range examined.Findings {
		if f.Try != "" && !strings.Contains(joined, "    $ "+f.Try+"\n") {
			t.Errorf("nobody is told to type %q in\n%s", f.Try, &out)
		}
	}
	if fail, warn := strings.Index(joined, "\nfail: "), strings.Index(joined, "\nwarn: "); fail < 0 || warn < fail {
		t.Errorf("fail stands at %d and warn at %d, want the worst first", fail, warn)
	}
}
