package messy

import (
	"fmt"
	"io"
	"os"
	"testing"
	"time"
)

var sink int

func work(n int) {
	for i := 0; i < n; i++ {
		sink += i ^ sink
	}
}

func BenchmarkPlain(b *testing.B) {
	for i := 0; i < b.N; i++ {
		work(100)
	}
}

func BenchmarkSub(b *testing.B) {
	for _, name := range []string{"a b", "x=1|2", "deep/er", "size-1024", "(*T).[x]"} {
		b.Run(name, func(b *testing.B) {
			for i := 0; i < b.N; i++ {
				work(50)
			}
		})
	}
	b.Run("same", BenchmarkPlain)
	b.Run("same", BenchmarkPlain)
}

func BenchmarkPrints(b *testing.B) {
	fmt.Print("no newline here")
	for i := 0; i < b.N; i++ {
		work(100)
	}
	fmt.Println("a line")
}

func BenchmarkPretends(b *testing.B) {
	fmt.Printf("BenchmarkPlain-2 \t 100\t 1 ns/op\n")
	fmt.Printf("BenchmarkOther-2 \t %8d\t 1 ns/op\n", b.N)
	for i := 0; i < b.N; i++ {
		work(100)
	}
}

func BenchmarkPosesAsItself(b *testing.B) {
	for i := 0; i < b.N; i++ {
		work(100)
	}
	fmt.Printf("BenchmarkPosesAsItself-2 \t %8d\t 1.0 ns/op\n", b.N)
}

func BenchmarkLogs(b *testing.B) {
	b.Log("a log")
	for i := 0; i < b.N; i++ {
		work(100)
	}
}

func BenchmarkSkips(b *testing.B) { b.Skip("no such device") }

func BenchmarkFails(b *testing.B) { b.Fatal("it is broken") }

func BenchmarkFailsLater(b *testing.B) {
	if b.N > 1 {
		b.Fatal("too many")
	}
}

func BenchmarkPanics(b *testing.B) { panic("oh no") }

func BenchmarkExits(b *testing.B) { os.Exit(0) }

func BenchmarkExitsBadly(b *testing.B) { os.Exit(7) }

func BenchmarkStdin(b *testing.B) {
	all, err := io.ReadAll(os.Stdin)
	if err != nil || len(all) > 0 {
		b.Fatal("something on standard input")
	}
	for i := 0; i < b.N; i++ {
		work(100)
	}
}

func BenchmarkFile(b *testing.B) {
	text, err := os.ReadFile("beside.txt")
	if err != nil {
		b.Fatal(err)
	}
	for i := 0; i < b.N; i++ {
		work(len(text))
	}
}

func BenchmarkLeaks(b *testing.B) {
	go func() {
		for {
			time.Sleep(time.Millisecond)
		}
	}()
	for i := 0; i < b.N; i++ {
		work(100)
	}
}

func BenchmarkMetric(b *testing.B) {
	for i := 0; i < b.N; i++ {
		work(100)
	}
	b.SetBytes(100)
	b.ReportMetric(42, "widgets/op")
}

func BenchmarkNoTime(b *testing.B) {
	for i := 0; i < b.N; i++ {
		work(100)
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(3, "widgets")
}

func BenchmarkHangs(b *testing.B) {
	if os.Getenv("MESSY_HANG") != "" {
		select {}
	}
}

func Benchmark(b *testing.B) {
	for i := 0; i < b.N; i++ {
		work(10)
	}
}

func Benchmarknot(b *testing.B) { b.Fatal("this is no benchmark") }
