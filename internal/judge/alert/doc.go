// Package alert finds the changes of many series and says which are worse, which are new,
// which are acknowledged, and which have one cause: changes of one range of commits.
//
// Values come in, values go out: it opens no file, asks no git and prints nothing.
package alert
