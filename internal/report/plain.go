package report

import "github.com/bufbench/bufbench/internal/host/console"

// plain is a name of somebody else's, as reports print it.
func plain(s string) string { return console.Line(s, 120) }

// sentence is a sentence of somebody else's, as reports print it.
func sentence(s string) string { return console.Line(s, 400) }
