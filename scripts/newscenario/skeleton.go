package main

import (
	"bytes"
	"embed"
	"fmt"
	"go/format"
	"text/template"
)

//go:embed skeleton
var skeletons embed.FS

// render is a file of the skeleton for this scenario, formatted.
func (w wish) render(name string) ([]byte, error) {
	t, err := template.ParseFS(skeletons, "skeleton/"+name)
	if err != nil {
		return nil, fmt.Errorf("read the skeleton %s: %w", name, err)
	}
	var out bytes.Buffer
	if err := t.Execute(&out, w); err != nil {
		return nil, fmt.Errorf("fill in the skeleton %s: %w", name, err)
	}
	text, err := format.Source(out.Bytes())
	if err != nil {
		return nil, fmt.Errorf("format the skeleton %s: %w", name, err)
	}
	return text, nil
}
