// Mine lists and measures the scenarios of frames.
package main

import (
	"example.com/frames"
	"github.com/bufbench/bufbench/bench/benchmain"
)

func main() { benchmain.Main(frames.Clone, frames.Missing) }
