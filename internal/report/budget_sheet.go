package report

import (
	"fmt"
	"strings"
)

// budgetSheet is a budget as people read it: the answer, tables, and what to know of them.
type budgetSheet struct {
	title  string
	answer []string
	tables []grid
	below  []string
}

func (s budgetSheet) text(out *strings.Builder) error {
	indented(out, "", s.title)
	for _, line := range s.answer {
		indented(out, "", "→ "+line)
	}
	for _, table := range s.tables {
		out.WriteString("\n")
		if err := table.text(out); err != nil {
			return err
		}
	}
	out.WriteString("\n")
	for _, line := range s.below {
		indented(out, "", line)
	}
	return nil
}

// markdown prints the same for GitHub.
func (s budgetSheet) markdown(out *strings.Builder) error {
	fmt.Fprintf(out, "**%s**\n\n", escaped(s.title))
	for _, line := range s.answer {
		fmt.Fprintf(out, "- %s\n", escaped(line))
	}
	for _, table := range s.tables {
		out.WriteString("\n")
		if err := table.markdown(out); err != nil {
			return err
		}
	}
	out.WriteString("\n")
	for _, line := range s.below {
		fmt.Fprintf(out, "%s  \n", escaped(sentence(line)))
	}
	return nil
}
