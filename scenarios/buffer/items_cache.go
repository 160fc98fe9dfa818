package buffer

// newItems returns the items of a layout's format and item size. Exporters repeat few
// formats, and each is read once.
func newItems(text string, size int) (*items, error) {
	if text == "" {
		text = "B"
	}
	if len(text) == 1 && text[0] < byte(len(letters)) {
		if k := letters[text[0]]; k != nil && (size == 0 || size == k.size) {
			return k, nil
		}
	}
	if k, ok := seen.find(request{text, size}); ok {
		return k, nil
	}
	k, err := readItems(text, size)
	if err != nil {
		return nil, err
	}
	if len(text) <= longestKept {
		seen.keep(request{k.text, size}, k)
	}
	return k, nil
}

// letters are the items of formats of one letter, by the letter.
var letters = func() (t [128]*items) {
	for _, letter := range structCodes {
		t[letter], _ = readItems(string(letter), 0) // nil for what has no size of its own
	}
	return t
}()

// request is a format with an item size, as a layout has them.
type request struct {
	text string
	size int
}

// Formats and items that were read. They do not change, so it does not matter to callers
// whether theirs were kept.
var (
	parsed cache[string, *Format]
	seen   cache[request, *items]
)
