package cpython

// Error is a Python exception.
type Error struct {
	Type    string // such as BufferError; with its module if it is written in C and not built in
	Message string // what str() says of it, with ? for null bytes
}

// Error implements error.
func (e *Error) Error() string { return e.Type + ": " + e.Message }
