package sums

import (
	"fmt"
	"testing"
	"time"
)

var (
	data  = make([]byte, 16_384+164)
	total int
	kept  []byte
	runs  int
)

//go:noinline
func sum(x []byte) {
	for _, v := range x {
		total += int(v)
	}
}

// size is that of a buffer; 1 % more is its work with 164 bytes more.
const size = 16_384

func BenchmarkSum(b *testing.B) {
	for i := 0; i < b.N; i++ {
		sum(data[:size])
	}
}

func BenchmarkMore(b *testing.B) {
	for i := 0; i < b.N; i++ {
		sum(data[:size+164])
	}
}

func BenchmarkLoop(b *testing.B) {
	sum(data)
	for b.Loop() {
		sum(data[:size])
	}
	sum(data)
}

func BenchmarkSetup(b *testing.B) {
	for range 100 {
		sum(data)
	}
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		sum(data[:size])
	}
}

func BenchmarkPause(b *testing.B) {
	for i := 0; i < b.N; i++ {
		b.StopTimer()
		sum(data)
		b.StopTimer() // it is stopped
		b.StartTimer()
		b.StartTimer() // it runs
		sum(data[:size])
	}
}

func BenchmarkStopped(b *testing.B) {
	b.StopTimer()
	sum(data)
	b.ResetTimer() // and does not run
	sum(data)
	b.StartTimer()
	for i := 0; i < b.N; i++ {
		sum(data[:size])
	}
	b.StopTimer()
	sum(data)
}

func BenchmarkFirst(b *testing.B) {
	if runs++; runs == 1 {
		for range 100 {
			sum(data)
		}
	}
	for i := 0; i < b.N; i++ {
		sum(data[:size])
	}
}

func BenchmarkSub(b *testing.B) {
	for _, n := range []int{size / 4, size} {
		b.Run(fmt.Sprintf("size=%d", n), func(b *testing.B) {
			for i := 0; i < b.N; i++ {
				sum(data[:n])
			}
		})
		b.StartTimer()
		sum(data)
		b.ResetTimer()
	}
}

func BenchmarkPrints(b *testing.B) {
	fmt.Println("a line")
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		sum(data[:size])
	}
}

func BenchmarkEmpty(b *testing.B) {
	for i := 0; i < b.N; i++ {
	}
}

func BenchmarkEmptyPause(b *testing.B) {
	for i := 0; i < b.N; i++ {
		b.StopTimer()
		b.StartTimer()
	}
}

func BenchmarkAlloc(b *testing.B) {
	for i := 0; i < b.N; i++ {
		kept = make([]byte, 48)
	}
}

func BenchmarkParallel(b *testing.B) {
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
		}
	})
}

func BenchmarkOther(b *testing.B) {
	done := make(chan bool)
	go func() {
		b.StopTimer()
		close(done)
	}()
	<-done
}

func BenchmarkSkip(b *testing.B) { b.Skip("not here") }

func BenchmarkFail(b *testing.B) { b.Error("wrong sum") }

func BenchmarkPanic(*testing.B) { panic("no sum") }

func BenchmarkForever(*testing.B) {
	for {
		time.Sleep(time.Hour)
	}
}
