package help

import "embed"

// texts has a file per command: what it does in detail, and three examples to start from.
//
//go:embed texts
var texts embed.FS

// Text is what the help of a command says beside its flags; empty if it says nothing.
func Text(command string) string {
	text, err := texts.ReadFile("texts/" + command + ".txt")
	if err != nil {
		return "" // help itself, and the commands of track
	}
	return string(text)
}
