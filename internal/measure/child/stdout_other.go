//go:build !unix

package child

import "os"

// ownStdout keeps standard output for the answers; what Go code prints goes to
// standard error.
func ownStdout() (*os.File, error) {
	kept := os.Stdout
	os.Stdout = os.Stderr
	return kept, nil
}
