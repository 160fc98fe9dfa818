// Package wholefile writes files so that neither a killed process nor a power
// failure leaves half of one. A file gets its name when all of it is on the disk; a
// line that is appended is on the disk when Append returns, and never continues one
// that was cut.
//
// It needs the standard library, x/sys and filelock only. It declines what is in a
// file.
package wholefile
