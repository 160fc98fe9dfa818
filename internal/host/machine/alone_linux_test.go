package machine_test

import (
	"testing"

	"github.com/bufbench/bufbench/internal/host/machine"
)

func TestAlone(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	release, alone := machine.Alone()
	if !alone {
		t.Fatal("another one measures, in a folder of this test's own")
	}
	if again, alone := machine.Alone(); alone {
		again()
		t.Error("a second one is alone, too")
	}
	t.Setenv("TMPDIR", t.TempDir())
	elsewhere, alone := machine.Alone()
	if elsewhere(); !alone {
		t.Error("one with another folder is not alone")
	}
	t.Setenv("TMPDIR", t.TempDir())
	release()
	release, alone = machine.Alone()
	if release(); !alone {
		t.Error("none is alone after a release")
	}
}
