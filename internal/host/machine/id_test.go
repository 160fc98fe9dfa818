package machine

import (
	"regexp"
	"testing"
)

func TestID(t *testing.T) {
	tests := []struct {
		name string
		tree files
		want string
	}{
		{"AMD virtual machine", epyc, `^amd-epyc-2c-[0-9a-f]{6}$`},
		{"Intel laptop", laptop, `^intel-core-i7-1165g7-1c-[0-9a-f]{6}$`},
		{"arm64 without a model name", graviton, `^neoverse-n1-2c-[0-9a-f]{6}$`},
		{"nothing", nil, `^[a-z0-9]+-0c-[0-9a-f]{6}$`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := ID(Read(tt.tree.grow(t))); !regexp.MustCompile(tt.want).MatchString(got) {
				t.Errorf("ID = %q, want %s", got, tt.want)
			}
		})
	}
}

// TestIDStable holds the names of committed results in place.
func TestIDStable(t *testing.T) {
	f := Facts{CPU: CPU{Model: "AMD EPYC", Microcode: "0x1000065", Cores: 2}, Memory: Memory{Total: 24684084 << 10}}
	if got, want := ID(f), "amd-epyc-2c-ded85f"; got != want {
		t.Errorf("ID = %q, want %q", got, want)
	}
	if got, want := ID(Facts{System: System{Arch: "riscv64"}}), "riscv64-0c-"; got[:len(want)] != want {
		t.Errorf("ID of an unknown processor = %q, want %s…", got, want)
	}
	if got, want := ID(Facts{}), "unknown-0c-"; got[:len(want)] != want {
		t.Errorf("ID of nothing = %q, want %s…", got, want)
	}
}

func TestIDDistinguishes(t *testing.T) {
	const gib = 1 << 30
	base := Facts{CPU: CPU{Model: "A", Microcode: "1", Cores: 4}, Memory: Memory{Total: 16*gib - 400<<20}}
	tests := []struct {
		name   string
		change func(*Facts)
		same   bool
	}{
		{"model", func(f *Facts) { f.CPU.Model = "A " + "B" }, false},
		{"microcode", func(f *Facts) { f.CPU.Microcode = "2" }, false},
		{"cores", func(f *Facts) { f.CPU.Cores = 8 }, false},
		{"memory", func(f *Facts) { f.Memory.Total = 32 * gib }, false},
		{"a little less memory", func(f *Facts) { f.Memory.Total -= 200 << 20 }, true},
		{"kernel", func(f *Facts) { f.System.Kernel = "7" }, true},
		{"load", func(f *Facts) { f.Load = 9 }, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := base
			tt.change(&f)
			if same := ID(f) == ID(base); same != tt.same {
				t.Errorf("ID %q and %q: same %t, want %t", ID(f), ID(base), same, tt.same)
			}
		})
	}
}

func TestSlug(t *testing.T) {
	tests := []struct{ name, want string }{
		{"AMD EPYC", "amd-epyc"},
		{"AMD EPYC 7B13 64-Core Processor", "amd-epyc-7b13"},
		{"AMD Ryzen 7 7840U w/ Radeon  780M Graphics", "amd-ryzen-7-7840u"},
		{"AMD A10-7850K APU with Radeon(TM) R7 Graphics", "amd-a10-7850k-apu"},
		{"Intel(R) Core(TM)2 Duo CPU     E8400  @ 3.00GHz", "intel-core2-duo-e8400"},
		{"11th Gen Intel(R) Core(TM) i7-1165G7 @ 2.80GHz", "intel-core-i7-1165g7"},
		{"Intel(R) Xeon(R) Platinum 8375C CPU @ 2.90GHz", "intel-xeon-platinum-8375c"},
		{"Intel Xeon Processor (Skylake, IBRS)", "intel-xeon"},
		{"Apple M1 Pro", "apple-m1-pro"},
		{"ARM 0x41 part 0xfff", "arm-0x41-part-0xfff"},
		{"../../etc (", "etc"},
		{"one two three four five six seven eight", "one-two-three-four-five-six"},
		{"Größe µ", "gr-e"},
		{"CPU @ 2 GHz", ""},
		{"", ""},
	}
	for _, tt := range tests {
		if got := slug(tt.name); got != tt.want {
			t.Errorf("slug(%q) = %q, want %q", tt.name, got, tt.want)
		}
	}
}

// FuzzID asks for what a folder's name needs, whatever a processor calls itself.
func FuzzID(f *testing.F) {
	f.Add("11th Gen Intel(R) Core(TM) i7-1165G7 @ 2.80GHz", "amd64")
	f.Add("((", "../..")
	f.Add("\x00/\n", "")
	valid := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*-2c-[0-9a-f]{6}$`)
	f.Fuzz(func(t *testing.T, model, arch string) {
		id := ID(Facts{CPU: CPU{Model: model, Cores: 2}, System: System{Arch: arch}})
		if !valid.MatchString(id) || len(id) > 32+len("-2c-123456") {
			t.Errorf("ID of %q on %q = %q", model, arch, id)
		}
	})
}
