package jsonl

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// Plain is an error of encoding/json without the names of Go's types, which say nothing to
// people: it names the key and what stands there.
func Plain(err error) error {
	var wrong *json.UnmarshalTypeError
	if !errors.As(err, &wrong) {
		return err
	}
	where := "the value"
	if wrong.Field != "" {
		where = fmt.Sprintf("the value of %q", wrong.Field[strings.LastIndexByte(wrong.Field, '.')+1:])
	}
	return fmt.Errorf("%s cannot be %s", where, article(wrong.Value))
}

// article is the description of a value with its article.
func article(value string) string {
	switch {
	case strings.HasPrefix(value, "number "):
		return "the " + value
	case value == "array" || value == "object":
		return "an " + value
	}
	return "a " + value
}
