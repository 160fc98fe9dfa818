package starter

import (
	"bytes"
	"embed"
	"fmt"
	"go/format"
	"path"
	"strings"
	"text/template"
)

//go:embed texts
var texts embed.FS

// words are what a text is about.
type words struct {
	Package, Program, Name, Question string

	Free bool // the view allocates nothing
}

// Scenario is the source text of a scenario in a package.
func Scenario(k Kind, pkg, name string) ([]byte, error) {
	return render(string(k)+".go", words{Package: pkg, Program: strings.ToLower(name), Name: name, Question: Question(k)})
}

// render returns a text, formatted if it is Go.
func render(name string, w words) ([]byte, error) {
	t, err := template.ParseFS(texts, "texts/"+name+".tmpl")
	var out bytes.Buffer
	if err == nil {
		err = t.Execute(&out, w)
	}
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", name, err)
	}
	if path.Ext(name) != ".go" {
		return out.Bytes(), nil
	}
	return format.Source(out.Bytes())
}
