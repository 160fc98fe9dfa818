package buffer

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

//go:embed testdata/struct.py
var structScript string

// asked is what struct.py is told of a case.
type asked struct {
	Format string
	Item   string // hexadecimal
	Values [][2]string
}

// answered is what it says.
type answered struct {
	Refused    bool
	Size       int
	Values     [][2]string // what the item holds
	Packed     string      // what the values make
	Unpackable bool        // or that they make nothing
}

// pascalOfNothing is left out: before CPython 3.14, struct writes the length of
// a 0p outside of it, and raises SystemError when it reads one.
var pascalOfNothing = regexp.MustCompile(`(^|[^0-9])0+p`)

// TestFormatAgainstStruct asks the real struct module about random formats:
// what it refuses, sizes, and what it unpacks and packs.
func TestFormatAgainstStruct(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("formats are not compared with struct: there is no python3 on PATH")
	}
	cases := 20_000
	if testing.Short() {
		cases /= 5
	}
	r := rand.New(rand.NewPCG(1, 2))
	questions := make([]asked, 0, cases)
	var lines bytes.Buffer
	for len(questions) < cases {
		q, ok := ask(r)
		if !ok {
			continue
		}
		questions = append(questions, q)
		line, err := json.Marshal(q)
		if err != nil {
			t.Fatal(err)
		}
		lines.Write(append(line, '\n'))
	}
	child := exec.Command(python, "-I", "-c", structScript)
	child.Stdin = &lines
	var said bytes.Buffer
	child.Stderr = &said
	out, err := child.Output()
	if err != nil {
		t.Fatalf("%s ends with %v after %d bytes of answers: %s", python, err, len(out), &said)
	}
	var refused, packed, unpackable int
	answers := json.NewDecoder(bytes.NewReader(out))
	for _, q := range questions {
		var a answered
		if err := answers.Decode(&a); err != nil {
			t.Fatal(err)
		}
		if what := differ(q, a); what != "" {
			t.Errorf("%s\nthe case: %#v", what, q)
		}
		switch {
		case a.Refused:
			refused++
		case a.Unpackable:
			unpackable++
		case a.Packed != "":
			packed++
		}
	}
	t.Logf("of %d formats, struct refuses %d; it packs the values of %d and refuses those of %d", cases, refused, packed, unpackable)
	if min(refused, packed, unpackable) < cases/20 {
		t.Error("the random formats and values are too much of one sort to show anything")
	}
}

// differ says in what this package differs from struct, if in anything.
func differ(q asked, a answered) string {
	f, err := ParseFormat(q.Format)
	if err == nil {
		err = f.Decodable()
	}
	switch {
	case a.Refused && err == nil:
		return "struct refuses the format, ParseFormat does not"
	case a.Refused:
		return ""
	case err != nil:
		return fmt.Sprintf("struct takes the format, but %v", err)
	}
	if size, known := f.Size(); size != a.Size || !known {
		return fmt.Sprintf("Size() = %d, %t, struct has %d", size, known, a.Size)
	}
	item, err := hex.DecodeString(q.Item)
	if err != nil || len(item) != a.Size {
		return "" // the format was too large for an item of it
	}
	value, err := f.Decode(item)
	values, several := value.([]any)
	if !several {
		values = []any{value}
	}
	if got, want := fmt.Sprint(wire(values)), fmt.Sprint(a.Values); err != nil || got != want && len(a.Values) > 0 {
		return fmt.Sprintf("Decode(%s) = %s, %v, struct has %s", q.Item, got, err, want)
	}
	given := goValues(q.Values)
	value = given
	if f.values == 1 && len(given) == 1 {
		value = given[0]
	}
	err = f.Encode(item, value)
	if got := hex.EncodeToString(item); a.Unpackable && err == nil || !a.Unpackable && (err != nil || got != a.Packed) {
		return fmt.Sprintf("Encode(%#v) = %s, %v, struct has %q, refused %t", value, got, err, a.Packed, a.Unpackable)
	}
	return ""
}

// wire writes values as struct.py does.
func wire(values []any) [][2]string {
	w := make([][2]string, len(values))
	for i, v := range values {
		switch v := v.(type) {
		case bool:
			w[i] = [2]string{"bool", strconv.FormatBool(v)}
		case int64, uint64:
			w[i] = [2]string{"int", fmt.Sprint(v)}
		case float64:
			w[i] = [2]string{"float", hex.EncodeToString(binary.BigEndian.AppendUint64(nil, math.Float64bits(v)))}
			if v != v {
				w[i][1] = "nan"
				if math.Signbit(v) {
					w[i][1] = "-nan"
				}
			}
		case []byte:
			w[i] = [2]string{"bytes", hex.EncodeToString(v)}
		case nil:
			w[i] = [2]string{"none", ""}
		default:
			panic(fmt.Sprintf("a %T does not come from a format of struct", v))
		}
	}
	return w
}

// goValues reads what wire wrote.
func goValues(w [][2]string) []any {
	values := make([]any, len(w))
	for i, v := range w {
		switch kind, text := v[0], v[1]; kind {
		case "bool":
			values[i] = text == "true"
		case "int":
			if n, err := strconv.ParseInt(text, 10, 64); err == nil {
				values[i] = n
			} else {
				values[i], _ = strconv.ParseUint(text, 10, 64)
			}
		case "float":
			values[i] = math.Copysign(math.NaN(), map[bool]float64{true: -1, false: 1}[text == "-nan"])
			if b, err := hex.DecodeString(text); err == nil {
				values[i] = math.Float64frombits(binary.BigEndian.Uint64(b))
			}
		case "bytes":
			values[i], _ = hex.DecodeString(text)
		}
	}
	return values
}

// ask makes a case: a format that struct takes, mostly, an item of it, and
// values of which most fit. It is not ok for what cannot be asked.
func ask(r *rand.Rand) (asked, bool) {
	format := randomFormat(r)
	if pascalOfNothing.MatchString(format) {
		return asked{}, false
	}
	q := asked{Format: format, Values: [][2]string{}}
	f, err := ParseFormat(format)
	if size, known := f.Size(); err != nil || !known || size > 1<<12 {
		return q, true
	}
	item := make([]byte, f.size)
	for i := range item {
		item[i] = byte(r.Uint32())
	}
	q.Item = hex.EncodeToString(item)
	values := []any{}
	for _, m := range f.members {
		for range m.count {
			values = append(values, randomValue(r, m))
		}
	}
	if r.IntN(20) == 0 && len(values) > 0 {
		values = values[1:]
	}
	q.Values = wire(values)
	return q, true
}

// randomFormat is of struct's letters: a mark of byte order stands only where
// struct allows one, because formats may have more of them.
func randomFormat(r *rand.Rand) string {
	const letters = "xcbB?hHiIlLqQnNefdspP"
	var s strings.Builder
	if r.IntN(3) > 0 {
		s.WriteByte("@=<>!"[r.IntN(5)])
	}
	for range r.IntN(5) + 1 {
		switch r.IntN(8) {
		case 0:
			s.WriteByte(" \t\n\r\f\v"[r.IntN(6)])
		case 1, 2, 3:
			fmt.Fprint(&s, r.IntN(7))
		}
		switch r.IntN(100) {
		case 0:
			s.WriteString([]string{"99999999999999999999", "9223372036854775807", "300", "00"}[r.IntN(4)])
		case 1:
			s.WriteByte("jJ*;a\x01~"[r.IntN(7)])
		case 2:
			s.WriteByte(' ')
		case 3:
			fmt.Fprint(&s, r.IntN(300))
		}
		s.WriteByte(letters[r.IntN(len(letters))])
	}
	return s.String()
}

// randomValue is one that fits the member, or that nearly does.
func randomValue(r *rand.Rand, m member) any {
	// struct asks any object whether it is true; this package takes numbers.
	if r.IntN(50) == 0 && m.kind != kindBool {
		return []any{nil, 1.5, int64(1), []byte("x")}[r.IntN(4)]
	}
	switch m.kind {
	case kindBytes, kindPascal:
		n := 1
		if m.letter != 'c' || r.IntN(20) == 0 {
			n = r.IntN(m.width + 3)
		}
		return bytes.Repeat([]byte{byte(r.Uint32())}, n)
	case kindBool:
		return []any{true, false, int64(2), int64(0), 0.5, 0.0}[r.IntN(6)]
	case kindFloat:
		return randomFloat(r, m.width)
	}
	if r.IntN(10) == 0 {
		return r.IntN(2) == 0
	}
	if r.IntN(30) == 0 { // at the ends of some range
		n := int64(1)<<(8<<r.IntN(4)-r.IntN(2)) - int64(r.IntN(2))
		return []any{n, -n, uint64(math.MaxUint64)}[r.IntN(3)]
	}
	if m.kind == kindUint {
		return r.Uint64() >> (64 - 8*m.width)
	}
	return int64(r.Uint64()) >> (64 - 8*m.width)
}

// randomFloat is near what a width of bytes holds, or beyond it.
func randomFloat(r *rand.Rand, width int) any {
	x := math.Float64frombits(r.Uint64())
	if x != x {
		x = math.Copysign(math.NaN(), []float64{1, -1}[r.IntN(2)])
	}
	switch r.IntN(20) {
	case 0:
		return x
	case 1:
		return int64(r.Uint64()) >> r.IntN(64)
	case 2:
		return []float64{65519.99, 65520, -65520, math.MaxFloat32, 3.4028235677973366e38, 0x1p-25, math.Inf(1), math.Inf(-1)}[r.IntN(8)]
	}
	bits := math.Float64bits((r.Float64() - 0.5) * math.Exp2(float64(r.IntN(2*width*width)-width*width)))
	if r.IntN(2) == 0 {
		bits &^= 1<<42>>r.IntN(3) - 1 // a tie, or near one
	}
	return math.Float64frombits(bits)
}
