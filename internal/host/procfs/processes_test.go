package procfs

import (
	"os"
	"os/exec"
	"runtime"
	"slices"
	"testing"
)

func TestWith(t *testing.T) {
	tree := Tree(files{
		"proc/1/environ":    "HOME=/\x00MARK=/a\x00",
		"proc/20/environ":   "MARK=/a",
		"proc/3/environ":    "MARK=/a/b\x00OTHER=MARK=/a\x00XMARK=/a",
		"proc/4/environ":    "",
		"proc/5/stat":       "another user's, or gone",
		"proc/self/environ": "MARK=/a\x00",
		"proc/6":            "a file",
	}.grow(t))
	if got, want := tree.With("MARK=/a"), []int{1, 20}; !slices.Equal(got, want) {
		t.Errorf("With(MARK=/a) = %d, want %d", got, want)
	}
	if got := tree.With("MARK=/b"); got != nil {
		t.Errorf("With(MARK=/b) = %d, want none", got)
	}
	if got := Tree(t.TempDir()).With("MARK=/a"); got != nil {
		t.Errorf("With where there is no proc = %d, want none", got)
	}
}

// TestWithLive: what this machine shows is what was recorded.
func TestWithLive(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux shows the environment of other processes")
	}
	mark := "PROCFS_MARK=" + t.TempDir()
	cmd := exec.Command("cat")
	cmd.Env = append(os.Environ(), mark)
	in, err := cmd.StdinPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	if got := Tree("/").With(mark); !slices.Equal(got, []int{cmd.Process.Pid}) {
		t.Errorf("With = %d, want %d", got, cmd.Process.Pid)
	}
	in.Close()
	cmd.Wait()
	if got := Tree("/").With(mark); got != nil {
		t.Errorf("With after its end = %d, want none", got)
	}
}
