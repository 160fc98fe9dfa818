package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
)

// event is what happened on GitHub.
type event struct {
	Request struct{ Number int } `json:"pull_request"`
	Run     struct {
		Event      string
		Sha        string                                 `json:"head_sha"`
		Branch     string                                 `json:"head_branch"`
		Repository struct{ Owner struct{ Login string } } `json:"head_repository"`
	} `json:"workflow_run"`
}

func readEvent(path string) (e event, err error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return e, fmt.Errorf("read the event: %w", err)
	}
	if err := json.Unmarshal(text, &e); err != nil {
		return e, fmt.Errorf("read the event %s: %w", path, err)
	}
	return e, nil
}

// known reports whether it can be of a pull request.
func (e event) known() bool { return e.Request.Number > 0 || e.Run.Event == "pull_request" }

// number returns the number of the event's pull request, or 0 if none is open. The run
// of a workflow for a fork does not say it. Then it is the open pull request of the
// run's branch, if the run's commit is its last.
func (e event) number(ctx context.Context, client api, repository string) (int, error) {
	if e.Request.Number > 0 {
		return e.Request.Number, nil
	}
	query := url.Values{"state": {"open"}, "head": {e.Run.Repository.Owner.Login + ":" + e.Run.Branch}}
	var all []struct {
		Number int
		Head   struct{ Sha string }
	}
	if _, err := client.ask(ctx, http.MethodGet, fmt.Sprintf("/repos/%s/pulls?%s", repository, query.Encode()), nil, &all); err != nil {
		return 0, err
	}
	for _, one := range all {
		if one.Head.Sha == e.Run.Sha && one.Head.Sha != "" {
			return one.Number, nil
		}
	}
	return 0, nil
}
