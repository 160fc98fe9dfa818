// Package file holds the scenarios over files in the page cache: read them, or map
// them.
//
// It owns one unnamed file a block, which no other process can open, truncate
// or find, and every mapping of it. It declines cold caches, files that others
// change, and sockets.
package file
