package gate

import (
	"reflect"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// unknownKey is the first key of a text for which a struct has no field, and where it
// stands; empty if there is none. It reads the text once.
func unknownKey(text []byte, into any) (at int, key string) {
	root := reflect.TypeOf(into).Elem()
	var p unstable.Parser
	p.Reset(text)
	table, above := root, ""
	for p.NextExpression() {
		e := p.Expression()
		switch e.Kind {
		case unstable.Table, unstable.ArrayTable:
			if table, above, at = follow(root, "", e.Key()); table == nil {
				return at, above
			}
		case unstable.KeyValue:
			if at, key = strange(table, above, e); key != "" {
				return at, key
			}
		}
	}
	return 0, ""
}

// strange is the first unknown key of a key and its value, of a table whose own key is
// above.
func strange(table reflect.Type, above string, e *unstable.Node) (at int, key string) {
	t, name, at := follow(table, above, e.Key())
	if t == nil {
		return at, name
	}
	return strangeWithin(t, name, e.Value())
}

// strangeWithin is the first unknown key of the tables within a value.
func strangeWithin(t reflect.Type, above string, value *unstable.Node) (at int, key string) {
	if value.Kind != unstable.InlineTable && value.Kind != unstable.Array {
		return 0, ""
	}
	for it := value.Children(); it.Next(); {
		child := it.Node()
		switch child.Kind {
		case unstable.KeyValue:
			at, key = strange(t, above, child)
		case unstable.InlineTable, unstable.Array:
			at, key = strangeWithin(t, above, child)
		}
		if key != "" {
			return at, key
		}
	}
	return 0, ""
}

// follow is the type behind the parts of a key, below a table whose own key is above,
// and the whole key. The type is nil if a part is unknown; the key ends with that part
// then, and at is where it stands.
func follow(t reflect.Type, above string, parts unstable.Iterator) (found reflect.Type, key string, at int) {
	key = above
	for parts.Next() {
		part := parts.Node()
		name := string(part.Data)
		key = strings.TrimPrefix(key+"."+name, ".")
		if t = field(t, name); t == nil {
			return nil, key, int(part.Raw.Offset)
		}
	}
	return t, key, 0
}

// field is the type of the field that a key names, as the decoder matches them: whatever
// the case.
func field(t reflect.Type, name string) reflect.Type {
	for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil
	}
	for i := range t.NumField() {
		f := t.Field(i)
		if tag := f.Tag.Get("toml"); strings.EqualFold(tag, name) || tag == "" && strings.EqualFold(f.Name, name) {
			return f.Type
		}
	}
	return nil
}
