package buffer

import "reflect"

// integerOf returns a Go integer or bool, as Python takes True for 1, by its
// magnitude and sign.
func integerOf(value any) (magnitude uint64, negative, ok bool) {
	switch v := reflect.ValueOf(value); {
	case v.CanInt():
		n := v.Int()
		if n < 0 {
			return -uint64(n), true, true
		}
		return uint64(n), false, true
	case v.CanUint():
		return v.Uint(), false, true
	case v.Kind() == reflect.Bool && v.Bool():
		return 1, false, true
	case v.Kind() == reflect.Bool:
		return 0, false, true
	}
	return 0, false, false
}

// floatOf returns a Go float, integer or bool as a float64.
func floatOf(value any) (x float64, ok bool) {
	if v := reflect.ValueOf(value); v.CanFloat() {
		return v.Float(), true
	}
	n, negative, ok := integerOf(value)
	if negative {
		return -float64(n), ok
	}
	return float64(n), ok
}

// complexOf returns any Go number as a complex128.
func complexOf(value any) (z complex128, ok bool) {
	if v := reflect.ValueOf(value); v.CanComplex() {
		return v.Complex(), true
	}
	x, ok := floatOf(value)
	return complex(x, 0), ok
}

// bytesOf returns a []byte or string, not copied.
func bytesOf(value any) (b []byte, ok bool) {
	switch v := value.(type) {
	case []byte:
		return v, true
	case string:
		return []byte(v), true
	}
	return nil, false
}
