package cpython

// Error is a Python exception.
type Error struct {
	Type    string // such as BufferError; with its module where it is not built in
	Message string // what str() says of it
}

// Error implements error.
func (e *Error) Error() string { return e.Type + ": " + e.Message }
