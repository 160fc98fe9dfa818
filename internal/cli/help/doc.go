// Package help owns what the help of a command says beside its flags: a text per command,
// and the groups of its flags. The words of a flag stand where the flag is declared.
package help
