package machine

import "os"

// GitHub is what GitHub Actions says to a step that it runs.
type GitHub struct {
	Running bool   // this is such a step
	Summary string // the file that the step's summary is appended to; empty without one
}

// GitHubActions reads the environment for it.
func GitHubActions() GitHub {
	if os.Getenv("GITHUB_ACTIONS") != "true" {
		return GitHub{}
	}
	return GitHub{true, os.Getenv("GITHUB_STEP_SUMMARY")}
}
