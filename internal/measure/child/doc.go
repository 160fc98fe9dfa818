// Package child is the process that measures. It reads one [launch.Job], does it
// and answers with a [launch.Message] per line ([Main], and [Serve] with other
// ends). Every program that holds scenarios can be a child.
//
// It needs the standard library, x/sys and light packages of this module only,
// because people's own programs import it through bench/benchmain. It does not
// start processes or judge. The only files that it writes are profiles.
package child
