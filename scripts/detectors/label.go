package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// labelled is a series with the change points that people saw in it.
type labelled struct {
	name   string
	values []float64
	labels [][]int // of each annotator: the first index of every segment but the first
}

// readLabelled reads the folder tcpd of dir: annotations.json and series/*.json, in the
// format of the Turing Change Point Dataset. Values that are missing are left out, and
// labels move with the others.
func readLabelled(dir string) ([]labelled, error) {
	var people map[string]map[string][]int
	if err := readJSON(filepath.Join(dir, "tcpd", "annotations.json"), &people); err != nil {
		return nil, err
	}
	var all []labelled
	for _, name := range slices.Sorted(maps.Keys(people)) {
		var file struct {
			Series []struct{ Raw []*float64 }
		}
		path := filepath.Join(dir, "tcpd", "series", name+".json")
		if _, err := os.Stat(path); os.IsNotExist(err) {
			continue // the labels of a series that is not at hand
		}
		if err := readJSON(path, &file); err != nil {
			return nil, err
		}
		if len(file.Series) != 1 {
			continue // several dimensions
		}
		all = append(all, label(name, file.Series[0].Raw, people[name]))
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("read labelled series: %s has no series with labels", filepath.Join(dir, "tcpd", "series"))
	}
	return all, nil
}

// label joins values and labels, without the values that are missing.
func label(name string, raw []*float64, people map[string][]int) labelled {
	l := labelled{name: name}
	moved := make([]int, len(raw)+1)
	for i, v := range raw {
		moved[i] = len(l.values)
		if v != nil {
			l.values = append(l.values, *v)
		}
	}
	moved[len(raw)] = len(l.values)
	for _, who := range slices.Sorted(maps.Keys(people)) {
		var at []int
		for _, i := range people[who] {
			if i >= 0 && i < len(moved) {
				at = append(at, moved[i])
			}
		}
		l.labels = append(l.labels, at)
	}
	return l
}

func readJSON(path string, into any) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read labelled series: %w", err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		return fmt.Errorf("read labelled series: %s: %w", path, err)
	}
	return nil
}
