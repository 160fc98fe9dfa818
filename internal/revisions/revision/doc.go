// Package revision writes the files of a revision of a git repository into a folder of
// their own. It changes nothing in the repository: it registers no worktree, and the
// index, HEAD, the stash and the objects stay as they are.
//
// It runs git and the go command. It does not know the purpose of the files.
package revision
