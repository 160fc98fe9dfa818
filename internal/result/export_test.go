package result

// ParseName is parseName.
var ParseName = parseName

// LinesInSections is [LinesOf] with at most so many sections of any length.
func LinesInSections(text []byte, most int) ([]Line, [][2]string, error) {
	return linesOf(sections(text, most, 1), "f.txt")
}

// Sections is how many sections a text has at most.
func Sections(text []byte, most int) int { return len(sections(text, most, 1)) }
