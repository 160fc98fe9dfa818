// Package trend holds the values of tracking: commits on a line, series of values over
// them, and chains of ratios.
//
// It reads nothing, judges nothing and prints nothing.
package trend
