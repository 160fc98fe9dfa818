// Article shows what the article's example, get_buffer_info, does with each kind
// of object, beside the same with the least of repairs and the module
// buffer_example:
//
//	go run ./scripts/article              # needs cc and a python3 with headers
//	go run ./scripts/article -markdown    # the table of docs/article.md
//
// It builds both modules for the first python3 on PATH that has headers, or
// for -python, and calls each function on each object in a child process of its
// own, because some of them end it.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/bufbench/bufbench/internal/host/pythons"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("article", flag.ContinueOnError)
	flags.SetOutput(stderr)
	markdown := flags.Bool("markdown", false, "print the table of docs/article.md")
	program := flags.String("python", "", "the python to build for and to run, not the first on PATH that has headers")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if flags.NArg() > 0 {
		fmt.Fprintf(stderr, "article: no arguments are known, got %q\n", flags.Args())
		return 2
	}
	p, rows, err := observe(*program)
	if err != nil {
		fmt.Fprintln(stderr, "article:", err)
		return 3
	}
	show := plain
	if *markdown {
		show = asMarkdown
	}
	if err := show(stdout, p, rows); err != nil {
		fmt.Fprintln(stderr, "article: print the table:", err)
		return 3
	}
	return 0
}

// observe builds the modules and calls all functions on all kinds. program ""
// is the first Python that is found.
func observe(program string) (pythons.Python, []row, error) {
	p, err := chosen(program)
	if err != nil {
		return p, nil, err
	}
	dir, err := os.MkdirTemp("", "article")
	if err != nil {
		return p, nil, err
	}
	defer os.RemoveAll(dir)
	if err := build(p, dir); err != nil {
		return p, nil, err
	}
	var rows []row
	for _, k := range kinds {
		r, err := ask(p, dir, k)
		if err != nil {
			return p, nil, err
		}
		rows = append(rows, r)
	}
	return p, rows, nil
}

func chosen(program string) (pythons.Python, error) {
	if program != "" {
		return pythons.At(program)
	}
	found, err := pythons.Find()
	if err != nil {
		return pythons.Python{}, err
	}
	return found[0], nil
}

// build builds the modules article and buffer_example into dir.
func build(p pythons.Python, dir string) error {
	root, err := pythons.Root()
	if err != nil {
		return err
	}
	arms := filepath.Join(root, "scenarios", "python")
	err = p.C(dir, "article", []string{arms},
		filepath.Join(root, "scripts", "article", "extension", "article.c"),
		filepath.Join(arms, "py_article.c"), filepath.Join(arms, "py_article_printed.c"))
	if err != nil {
		return err
	}
	return p.Go(root, "scenarios/cpython/buffer_example", dir)
}
