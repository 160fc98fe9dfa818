// Package benchtest runs scenarios under the testing package: the same arms
// under the same names as `bufbench run`, and their proof as a test. It has no
// statistics of its own: benchstat or bufbench compare judge what it prints.
package benchtest
