// Package flags declares the flags that several commands share, and reads them into the
// specs of runs. A flag of a single command stands in the file of that command.
//
// Functions named For declare flags, functions named Read read them.
package flags
