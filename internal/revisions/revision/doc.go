// Package revision writes the files of a revision of a git repository into a
// folder of their own, and changes nothing in the repository: no worktree is
// registered, and its index, HEAD, stash and objects stay as they are.
//
// It runs git and the go command. It declines what is built and run of the files.
package revision
