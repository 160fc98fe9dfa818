// Package wholefile writes files so that neither a killed process nor a power
// failure leaves half of one. A file gets its name when all of it is on the disk. An
// appended line is on the disk when Append returns, and it never continues a line that
// was cut.
//
// It needs the standard library, x/sys and filelock only. It declines what is in a
// file.
package wholefile
