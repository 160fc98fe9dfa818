// Package verdict judges launches of scenarios: values in, values out. A launch becomes
// lines, and lines become times, factors with intervals, and verdicts. It says whether a
// verdict is sharp enough to stop, how much of the machine's ceiling an arm reaches, and
// from which size a view wins. It builds no sentence, runs no scenario and reads no
// clock.
package verdict
