package compare

import (
	"strings"

	"golang.org/x/perf/benchfmt"
)

// identify gives each machine one name. Names of processors that differ in case only
// are the same. A line without a goos, goarch or cpu takes that of the other lines of
// its text, if these name only one.
func identify(texts [][]*bundle) {
	spelled := map[string]string{}
	for _, bundles := range texts {
		for _, key := range [...]string{"goos", "goarch", "cpu"} {
			var only string
			many, silent := false, false
			for _, b := range bundles {
				value := b.like.GetConfig(key)
				if value == "" {
					silent = true
					continue
				}
				fold := key + ": " + strings.ToLower(value)
				if spelled[fold] == "" {
					spelled[fold] = value
				} else if spelled[fold] != value {
					value = spelled[fold]
					setConfig(b.like, key, value)
				}
				many = many || only != "" && only != value
				only = value
			}
			if !silent || many || only == "" {
				continue
			}
			for _, b := range bundles {
				if b.like.GetConfig(key) == "" {
					setConfig(b.like, key, only)
				}
			}
		}
	}
}

// setConfig sets a key as a text does.
func setConfig(r *benchfmt.Result, key, value string) {
	r.SetConfig(key, value)
	if at, has := r.ConfigIndex(key); has {
		r.Config[at].File = true
	}
}

// textLabel is the column of a text.
func textLabel(bundles []*bundle) string {
	if len(bundles) == 0 {
		return ""
	}
	return bundles[0].like.GetConfig(".file")
}

// suffixOf is the digits behind the last hyphen of a name, which may be its
// GOMAXPROCS; empty where there are none.
func suffixOf(name string) string {
	at := strings.LastIndexByte(name, '-')
	if at <= 0 || at == len(name)-1 || strings.Trim(name[at+1:], "0123456789") != "" {
		return ""
	}
	return name[at+1:]
}

// names are the names of one column.
type names struct {
	label  string
	all    map[string]bool
	suffix string // that all names have; empty where they have several or none
}

func namesOf(texts [][]*bundle) []*names {
	var columns []*names
	at := map[string]*names{}
	for _, bundles := range texts {
		for _, b := range bundles {
			n := at[textLabel(bundles)]
			if n == nil {
				n = &names{label: textLabel(bundles), all: map[string]bool{}, suffix: suffixOf(b.name)}
				at[n.label] = n
				columns = append(columns, n)
			}
			n.all[b.name] = true
			if suffixOf(b.name) != n.suffix {
				n.suffix = ""
			}
		}
	}
	return columns
}

// without are the names without the suffix that all of them have.
func (n *names) without() map[string]bool {
	if n.suffix == "" {
		return n.all
	}
	bare := map[string]bool{}
	for name := range n.all {
		bare[strings.TrimSuffix(name, "-"+n.suffix)] = true
	}
	return bare
}

// Suffix is the GOMAXPROCS suffix that the names of a column had.
type Suffix struct {
	Column string
	Procs  string // digits; empty if the names had no suffix
}

// joinProcs takes the GOMAXPROCS suffix from names, if the names of the columns differ
// by nothing else: a base of four processors has no row in common with one of eight. It
// returns the suffixes that it took.
func joinProcs(texts [][]*bundle) []Suffix {
	columns := namesOf(texts)
	differ := false
	for _, n := range columns[min(1, len(columns)):] {
		if !sameNames(n.without(), columns[0].without()) {
			return nil
		}
		differ = differ || n.suffix != columns[0].suffix
	}
	if !differ {
		return nil
	}
	var taken []Suffix
	suffix := map[string]string{}
	for _, n := range columns {
		taken = append(taken, Suffix{n.label, n.suffix})
		suffix[n.label] = n.suffix
	}
	for _, bundles := range texts {
		for _, b := range bundles {
			if s := suffix[textLabel(bundles)]; s != "" {
				b.name = strings.TrimSuffix(b.name, "-"+s)
			}
		}
	}
	return taken
}

func sameNames(a, b map[string]bool) bool {
	if len(a) != len(b) {
		return false
	}
	for name := range a {
		if !b[name] {
			return false
		}
	}
	return true
}
