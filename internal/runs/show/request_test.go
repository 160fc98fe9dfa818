package show

import (
	"os"
	"slices"
	"testing"
)

func TestSort(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("plain", nil, 0o666); err != nil {
		t.Fatal(err)
	}
	r := Sort([]string{"plain", "SubSlice", "r/m/a.txt", "claims", "-", "nosuch.txt", "CMemory"})
	if !r.Claims || !slices.Equal(r.Paths, []string{"plain", "r/m/a.txt", "-", "nosuch.txt"}) || !slices.Equal(r.Names, []string{"SubSlice", "CMemory"}) {
		t.Errorf("files are %q and scenarios %q, claims %v", r.Paths, r.Names, r.Claims)
	}
}
