package machine

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
)

// ID names the machine for folders of results: <cpu>-<cores>c-<6 hex digits>, such as
// amd-epyc-2c-1a2b3c. The digits stand for processor model, microcode, cores and
// memory. So machines have different names if their results must not be mixed. It holds
// lower-case letters, digits and hyphens only.
//
// Memory counts in GiB, rounded up: a kernel keeps a little of it for itself,
// and not always equally much.
func ID(f Facts) string {
	const gib = 1 << 30
	size := (f.Memory.Total + gib - 1) / gib
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%s\n%d\n%d", f.CPU.Model, f.CPU.Microcode, f.CPU.Cores, size))
	name := cmp.Or(slug(f.CPU.Model), slug(f.System.Arch), "unknown")
	return fmt.Sprintf("%s-%dc-%x", name, f.CPU.Cores, sum[:3])
}

// slug is the telling part of a processor's name, at most 32 characters:
// "11th Gen Intel(R) Core(TM) i7-1165G7 @ 2.80GHz" is intel-core-i7-1165g7.
func slug(name string) string {
	name = unbracketed(strings.ToLower(name))
	for _, tail := range []string{"@", " w/", " with "} {
		name, _, _ = strings.Cut(name, tail)
	}
	telling := slices.DeleteFunc(strings.Fields(name), filler)
	words := strings.FieldsFunc(strings.Join(telling, " "), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	short := ""
	for _, w := range words {
		longer := strings.TrimPrefix(short+"-"+w, "-")
		if len(longer) > 32 {
			break
		}
		short = longer
	}
	return short
}

// filler reports whether a word of a processor's name tells nothing: processor,
// 64-core, 11th gen.
func filler(word string) bool {
	ordinal := strings.TrimLeft(word, "0123456789")
	return word == "cpu" || word == "processor" || word == "gen" ||
		strings.HasSuffix(word, "-core") || ordinal == "th" && word != "th"
}

// unbracketed is s without what stands in parentheses.
func unbracketed(s string) string {
	for {
		before, rest, opened := strings.Cut(s, "(")
		_, after, closed := strings.Cut(rest, ")")
		if !opened || !closed {
			return s
		}
		s = before + after
	}
}
