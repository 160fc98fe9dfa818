// Package verdict turns launches into what can be said of them: a launch's
// values, a case's times and factors with intervals, whether an arm is better,
// worse, the same or undecided and whether that is sharp enough to stop, the
// share of what the machine can do, and from which size a view wins. It never
// runs a scenario and reads no clock.
package verdict
