// Package message holds the scenarios of data that arrive as messages: received, read
// to the end, decoded. It needs nothing but Go.
package message
