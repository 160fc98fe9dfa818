package compare

import (
	"runtime"
	"sync"
)

// each calls f with the numbers below n, on as many goroutines as there are
// processors. A panic of f becomes one of the caller, which can recover; a panic
// on another goroutine ends the process.
func each(n int, f func(i int)) {
	var wait sync.WaitGroup
	var once sync.Once
	var panicked any
	next := make(chan int, n)
	for i := range n {
		next <- i
	}
	close(next)
	for range min(runtime.GOMAXPROCS(0), n) {
		wait.Go(func() {
			defer func() {
				if r := recover(); r != nil {
					once.Do(func() { panicked = r })
				}
			}()
			for i := range next {
				f(i)
			}
		})
	}
	wait.Wait()
	if panicked != nil {
		panic(panicked)
	}
}
