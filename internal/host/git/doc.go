// Package git is the one place that calls git. A call reads a repository, and the
// configuration of that repository starts no program: no hook, file system monitor,
// filter, differ, signer, pager, editor, credential helper or transport. Nothing is
// fetched, and a bare repository that lies in a folder is not taken for the folder's.
//
// It declines what the output means.
package git
