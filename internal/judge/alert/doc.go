// Package alert finds the changes of many series. It says whether each is worse, new and
// acknowledged, and groups those of one range of commits: they may have one cause.
//
// Values come in, values go out: it opens no file, asks no git and prints nothing.
package alert
