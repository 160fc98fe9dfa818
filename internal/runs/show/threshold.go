package show

// Threshold is the error of a file with a threshold, which has no scenarios. Package
// threshold judges it.
type Threshold struct {
	Path string
	Text []byte
	Cut  error // why the text is not whole; nil if it is
}

// Error implements error.
func (t *Threshold) Error() string {
	return t.Path + " holds a threshold: show it alone, without scenarios"
}
