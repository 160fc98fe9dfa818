package turns

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
	"time"
)

// log adds a word to the file that the processes share, with the side's.
func log(b *testing.B, word string) {
	b.Helper()
	f, err := os.OpenFile(os.Getenv("SHARED"), os.O_APPEND|os.O_WRONLY|os.O_CREATE, 0o666)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	fmt.Fprintln(f, os.Getenv("SIDE"), word)
}

func BenchmarkLog(b *testing.B) {
	for i := 0; i < b.N; i++ {
		log(b, fmt.Sprint(b.N))
	}
}

func BenchmarkLoop(b *testing.B) {
	for b.Loop() {
		log(b, "loop")
	}
}

func BenchmarkSub(b *testing.B) {
	for _, name := range []string{"one", "two"} {
		b.Run(name, func(b *testing.B) {
			for i := 0; i < b.N; i++ {
				log(b, fmt.Sprint(name, b.N))
			}
		})
	}
}

// BenchmarkBehind leaves a goroutine behind that logs as long as the process runs.
func BenchmarkBehind(b *testing.B) {
	if b.N == 1 {
		go func() {
			for range time.Tick(2 * time.Millisecond) {
				log(b, "tick")
			}
		}()
	}
	for i := 0; i < b.N; i++ {
		log(b, "sample")
		time.Sleep(20 * time.Millisecond)
		log(b, "sample")
	}
}

// BenchmarkRuns runs a program, which must not see what turns are taken by.
func BenchmarkRuns(b *testing.B) {
	for i := 0; i < b.N; i++ {
		out, err := exec.Command("sh", "-c", "echo turns=$BUFBENCH_TURNS; for fd in 3 4; do (: <&$fd) 2>/dev/null && echo open $fd; (: >&$fd) 2>/dev/null && echo open $fd; done; true").CombinedOutput()
		if err != nil || strings.TrimSpace(string(out)) != "turns=" {
			b.Fatalf("%q, %v", out, err)
		}
	}
}

// BenchmarkExits ends the process of the head.
func BenchmarkExits(b *testing.B) {
	if os.Getenv("SIDE") == "head" && b.N > 1 {
		os.Exit(7)
	}
	for i := 0; i < b.N; i++ {
		log(b, "exits")
	}
}

// BenchmarkHangs hangs in the head.
func BenchmarkHangs(b *testing.B) {
	if os.Getenv("SIDE") == "head" && b.N > 1 {
		time.Sleep(time.Hour)
	}
	time.Sleep(time.Millisecond)
}

// BenchmarkFails fails in the head, in its second run.
func BenchmarkFails(b *testing.B) {
	if os.Getenv("SIDE") == "head" && b.N > 1 {
		b.Fatal("not in the head")
	}
	time.Sleep(time.Millisecond)
}

// BenchmarkWhere logs which file the process runs.
func BenchmarkWhere(b *testing.B) {
	for i := 0; i < b.N; i++ {
		path, err := os.Executable()
		if err != nil {
			b.Fatal(err)
		}
		log(b, path)
	}
}

var kept []byte

// BenchmarkGarbage allocates in the head only, and logs how often garbage was
// collected before and behind that.
func BenchmarkGarbage(b *testing.B) {
	collected := func() uint32 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.NumGC
	}
	before := collected()
	for i := 0; i < b.N; i++ {
		if os.Getenv("SIDE") == "head" {
			kept = make([]byte, 1<<20)
		}
	}
	log(b, fmt.Sprint(before, " ", collected()))
}

// BenchmarkReads reads 100 bytes twice per operation, and some in its set-up.
func BenchmarkReads(b *testing.B) {
	f, err := os.Open("/dev/zero")
	if err != nil {
		b.Skip(err)
	}
	defer f.Close()
	buf := make([]byte, 100)
	for range 7 {
		f.Read(buf)
	}
	for i := 0; i < b.N; i++ {
		f.Read(buf)
		f.Read(buf)
	}
}
