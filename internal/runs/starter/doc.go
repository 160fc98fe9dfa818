// Package starter writes a program of one scenario into somebody's module: the scenario,
// its proof, a benchmark, a claim and a main. All of it passes at once, and its comments
// say what to make one's own.
//
// It knows no flags of the command line, and it overwrites nothing.
package starter
