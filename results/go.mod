// The results are a module of their own, so that whoever downloads bufbench does
// not download them.
module github.com/bufbench/bufbench/results

go 1.26.0
