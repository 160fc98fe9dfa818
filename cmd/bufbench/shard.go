package main

import (
	"fmt"
	"slices"

	"github.com/bufbench/bufbench/internal/runner"
)

// shard is a part of a plan: number At of Of. The zero value is all of it.
type shard struct{ At, Of int }

// parseShard reads i/n.
func parseShard(text string) (s shard, err error) {
	if text == "" {
		return s, nil
	}
	if n, err := fmt.Sscanf(text, "%d/%d", &s.At, &s.Of); err != nil || n != 2 || fmt.Sprintf("%d/%d", s.At, s.Of) != text || s.At < 1 || s.At > s.Of {
		return s, usagef("-shard: %q is not i/n with i from 1 to n, such as 2/3", text)
	}
	return s, nil
}

// String is i/n; empty for all.
func (s shard) String() string {
	if s.Of == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", s.At, s.Of)
}

// of are the tasks of a shard: whole scenarios, so that rivals, break-evens and
// what would change an answer stay together, each shard with about as much to do.
func (s shard) of(plan runner.Plan) ([]runner.Task, error) {
	tasks := plan.Tasks
	switch {
	case s.Of == 0:
		return tasks, nil
	case s.Of > len(tasks):
		return nil, usagef("-shard %s: a shard has whole scenarios, and there are %s", s, count(len(tasks), "scenario", "scenarios"))
	}
	order := make([]int, len(tasks))
	for i := range order {
		order[i] = i
	}
	long := func(i int) int64 {
		one := plan
		one.Tasks = tasks[i : i+1]
		return int64(runner.Estimate(one, 1, 0)) + int64(len(tasks[i].Cases))
	}
	slices.SortStableFunc(order, func(a, b int) int { return int(min(1, max(-1, long(b)-long(a)))) })
	load, own := make([]int64, s.Of), map[int]bool{}
	for _, i := range order {
		at := 0
		for j := range load {
			if load[j] < load[at] {
				at = j
			}
		}
		load[at] += max(1, long(i))
		if at == s.At-1 {
			own[i] = true
		}
	}
	var some []runner.Task
	for i, t := range tasks {
		if own[i] {
			some = append(some, t)
		}
	}
	return some, nil
}
