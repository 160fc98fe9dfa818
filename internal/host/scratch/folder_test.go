package scratch

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestMain makes the test binary a program that makes a folder in a parent, starts
// itself from it as one that only waits, says both, and waits too.
func TestMain(m *testing.M) {
	switch parent := os.Getenv("SCRATCH_PARENT"); parent {
	case "":
		os.Exit(m.Run())
	case "none":
	default:
		f, err := New(parent)
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		os.Mkdir(filepath.Join(f.Path, "closed"), 0o777)
		os.WriteFile(filepath.Join(f.Path, "closed", "file"), nil, 0o444)
		os.Chmod(filepath.Join(f.Path, "closed"), 0o555)
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "SCRATCH_PARENT=none", f.Env())
		if err := cmd.Start(); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println(f.Path, cmd.Process.Pid)
	}
	time.Sleep(time.Minute)
}

// owner is a process that has a folder.
type owner struct {
	cmd    *exec.Cmd
	folder string
	child  string // its process id
}

func start(t *testing.T, parent string) owner {
	t.Helper()
	o := owner{cmd: exec.Command(os.Args[0])}
	o.cmd.Env = append(os.Environ(), "SCRATCH_PARENT="+parent)
	out, err := o.cmd.StdoutPipe()
	if err == nil {
		err = o.cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(o.kill)
	said, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	fields := strings.Fields(said)
	if len(fields) != 2 {
		t.Fatalf("the owner says %q", said)
	}
	o.folder, o.child = fields[0], fields[1]
	t.Cleanup(func() {
		o.kill()
		end(mark + "=" + o.folder)
		remove(o.folder)
	})
	return o
}

// kill ends it so that it can do nothing about it.
func (o owner) kill() {
	o.cmd.Process.Kill()
	o.cmd.Wait()
}

// runs reports whether the process that was started from the folder is there.
func (o owner) runs() bool {
	state, err := os.ReadFile("/proc/" + o.child + "/stat")
	return err == nil && !strings.Contains(string(state), ") Z ")
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func TestSweep(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("without the locks of Unix, age tells what was left behind")
	}
	parent := filepath.Join(t.TempDir(), "a[b*") // no pattern
	if err := os.Mkdir(parent, 0o777); err != nil {
		t.Fatal(err)
	}
	dead, live := start(t, parent), start(t, parent)
	dead.kill()
	f, err := New(parent)
	if err != nil {
		t.Fatal(err)
	}
	if exists(dead.folder) {
		t.Error("the folder of a process that was killed is still there")
	}
	if !exists(live.folder) {
		t.Error("the folder of a process that runs is gone")
	}
	if runtime.GOOS == "linux" {
		if dead.runs() {
			t.Error("what was started from the folder of a killed process still runs")
		}
		if !live.runs() {
			t.Error("what was started from the folder of a live process was ended")
		}
	}
	if err := f.Remove(); err != nil || exists(f.Path) {
		t.Errorf("Remove() = %v, and the folder is there: %t", err, exists(f.Path))
	}
	if err := f.Remove(); err != nil {
		t.Errorf("a second Remove() = %v", err)
	}
}

// TestSweepNothing: what only looks like a folder of ours stays.
func TestSweepNothing(t *testing.T) {
	parent := t.TempDir()
	elsewhere := t.TempDir()
	for _, name := range []string{prefix + "young/keep", "other/lock", prefix + "file"} {
		path := filepath.Join(parent, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(elsewhere, lockName), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(elsewhere, filepath.Join(parent, prefix+"link")); err != nil {
		t.Skipf("there are no symbolic links: %v", err)
	}
	f, err := New(parent)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Remove()
	for _, path := range []string{prefix + "young/keep", "other/lock", prefix + "file", prefix + "link"} {
		if !exists(filepath.Join(parent, path)) {
			t.Errorf("%s is gone", path)
		}
	}
	if !exists(filepath.Join(elsewhere, lockName)) {
		t.Error("what a link leads to is gone")
	}
}

// TestSweepUnlocked: a process that ended before it held its lock left a folder,
// which goes. One in which something else is goes when it is old.
func TestSweepUnlocked(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("without the locks of Unix, age tells what was left behind")
	}
	parent := filepath.Join(t.TempDir(), "tmp[a") // no pattern
	then := time.Now().Add(-2 * unlocked)
	for name, file := range map[string]string{"empty": "", "unlocked": newName, "old": "other"} {
		folder := filepath.Join(parent, prefix+name)
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		if file != "" {
			if err := os.WriteFile(filepath.Join(folder, file), nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if name == "old" {
			if err := os.Chtimes(folder, then, then); err != nil {
				t.Fatal(err)
			}
		}
	}
	f, err := New(parent)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Remove()
	for _, name := range []string{"empty", "unlocked", "old"} {
		if exists(filepath.Join(parent, prefix+name)) {
			t.Errorf("the folder %s is still there", name)
		}
	}
}

func TestRemove(t *testing.T) {
	f, err := New(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	outside := filepath.Join(t.TempDir(), "kept")
	if err := os.WriteFile(outside, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	closed := filepath.Join(f.Path, "mod", "closed")
	for _, err := range []error{
		os.MkdirAll(closed, 0o777), os.WriteFile(filepath.Join(closed, "file"), nil, 0o444), os.Symlink(filepath.Dir(outside), filepath.Join(closed, "link")),
		os.Chmod(closed, 0o555), os.Chmod(filepath.Dir(closed), 0),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "SCRATCH_PARENT=none", f.Env())
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Process.Kill()
	if err := f.Remove(); err != nil || exists(f.Path) {
		t.Errorf("Remove() = %v, and the folder is there: %t", err, exists(f.Path))
	}
	if !exists(outside) {
		t.Error("what a link in the folder leads to is gone")
	}
	if runtime.GOOS != "linux" {
		return
	}
	if err := cmd.Wait(); err == nil || !strings.Contains(err.Error(), "killed") {
		t.Errorf("what was started from the folder ended with %v, want that it was killed", err)
	}
}

func TestNew(t *testing.T) {
	place := t.TempDir()
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(place, link); err != nil {
		t.Skipf("there are no symbolic links: %v", err)
	}
	t.Setenv("TMPDIR", link)
	f, err := New("")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Remove()
	if want, _ := filepath.EvalSymlinks(place); filepath.Dir(f.Path) != want {
		t.Errorf("New made %s, want a folder in %s", f.Path, want)
	}
	if said, err := os.ReadFile(filepath.Join(f.Path, ".gitignore")); err != nil || string(said) != "*\n" {
		t.Errorf(".gitignore holds %q, %v: git would see the folder", said, err)
	}
	if _, err := New(filepath.Join(place, "no", "such")); err == nil || !strings.Contains(err.Error(), "TMPDIR names another place") {
		t.Errorf("New in a place that is not there: %v", err)
	}
}
