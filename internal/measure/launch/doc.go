// Package launch is one fresh process that measures: what it is told ([Job]),
// what it says ([Message], [Description], [Record]) and the child itself
// ([Main], and [Serve] with other ends). Every program that holds scenarios can
// be such a child.
//
// It needs the standard library, x/sys and light packages of this module only,
// because people's own programs import it through bench/benchmain. It declines
// to start processes, to judge and to write files other than profiles.
package launch
