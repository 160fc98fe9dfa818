package main

import (
	"context"
	"io"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/judge/gate"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/result"
)

// measure measures the scenarios that claims name, each at the sizes, passes and
// values of other axes that its claims name, or at all where one names none.
func (k *check) measure(ctx context.Context) error {
	for _, q := range k.requests() {
		quiet := *k.program
		quiet.stdout = io.Discard // the gate's own words are what is asked for
		path, err := quiet.measured(ctx, q)
		if err != nil {
			return err
		}
		k.inputs = append(k.inputs, result.Input{Label: path, Path: path})
	}
	return nil
}

// requests is a run of each scenario.
func (k *check) requests() []request {
	var names []string
	claims := map[string][]gate.Claim{}
	for _, c := range k.config.Claims {
		name := c.Scenario()
		if claims[name] == nil {
			names = append(names, name)
		}
		claims[name] = append(claims[name], c)
	}
	var all []request
	for _, name := range names {
		q := request{
			Names: []string{name}, From: origin{Limit: time.Minute}, Goal: verdict.Goal{Margin: verdict.DefaultMargin, Precision: verdict.DefaultPrecision}, MaxTime: 3 * time.Second, Pages: launch.BasePages,
			NoSelfTest: k.noSelfTest,
			Results:    k.results, Output: output{Versus: "copy"},
		}
		var sizes, passes []string
		q.SizesGiven, q.PassesGiven = true, true
		for _, c := range claims[name] {
			size, pass := c.Value("size"), c.Value("passes")
			q.SizesGiven, q.PassesGiven = q.SizesGiven && size != "", q.PassesGiven && pass != ""
			sizes, passes = append(sizes, size), append(passes, pass)
			if c.Breakeven != "" {
				q.Refine = 15 * time.Second
			}
		}
		q.Axes = shared(claims[name])
		q.Sizes, q.Passes = strings.Join(sizes, ","), strings.Join(passes, ",")
		all = append(all, q)
	}
	return all
}

// shared is the axes that all claims name, with their values, as -axis has them.
func shared(claims []gate.Claim) []string {
	var keys []string
	values, named := map[string][]string{}, map[string]int{}
	for _, c := range claims {
		for _, axis := range c.Axes() {
			key, value, _ := strings.Cut(axis, "=")
			if values[key] == nil {
				keys = append(keys, key)
			}
			values[key], named[key] = append(values[key], value), named[key]+1
		}
	}
	var axes []string
	for _, key := range keys {
		if named[key] == len(claims) {
			axes = append(axes, key+"="+strings.Join(values[key], ","))
		}
	}
	return axes
}
