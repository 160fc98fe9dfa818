// Sum_example sums a numpy array where Python keeps it.
package main

import (
	"fmt"
	"log"

	"github.com/bufbench/bufbench/scenarios/cpython"
)

func main() {
	if err := sum(); err != nil {
		log.Fatal(err)
	}
}

func sum() error {
	py, err := cpython.Start()
	if err != nil {
		return err
	}
	array, err := py.Eval("__import__('numpy').array([1.0, 2.0, 3.0])", nil)
	if err != nil {
		return err
	}
	defer array.Close()
	return cpython.With(py, array, func(numbers []float64) error {
		total := 0.0
		for _, x := range numbers {
			total += x
		}
		fmt.Println(total)
		return nil
	})
}
