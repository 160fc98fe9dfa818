package machine

import (
	"os"
	"slices"
	"strings"
)

// GitHub has the variables that GitHub Actions gives to a step.
type GitHub struct {
	Running bool   // this is such a step
	Summary string // the file that the step's summary is appended to; empty without one
	Output  string // the file that the step's outputs are appended to; likewise
}

// TakeGitHub reads it from the environment, and takes out of the environment what
// only the step itself needs: files by which a step gives orders to its runner, and
// tokens of runners. What this process starts, benchmarks among it, gets none of
// them. Secrets that the person named stay: a benchmark may need its own.
func TakeGitHub() GitHub {
	var g GitHub
	if os.Getenv("GITHUB_ACTIONS") == "true" {
		g = GitHub{true, os.Getenv("GITHUB_STEP_SUMMARY"), os.Getenv("GITHUB_OUTPUT")}
	}
	for _, variable := range os.Environ() {
		if name, _, _ := strings.Cut(variable, "="); isRunners(name) {
			os.Unsetenv(name)
		}
	}
	return g
}

// isRunners reports whether a variable is a runner's file of orders or its token:
// GitHub's and those of others.
func isRunners(name string) bool {
	name = strings.ToUpper(name)
	return strings.HasPrefix(name, "ACTIONS_") || slices.Contains([]string{
		"GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH", "GITHUB_STATE", "GITHUB_STEP_SUMMARY", "GITHUB_TOKEN", "GH_TOKEN",
		"CI_JOB_TOKEN", "CI_JOB_JWT", "CI_JOB_JWT_V2", "CI_REGISTRY_PASSWORD", "CI_DEPLOY_PASSWORD", // GitLab
		"SYSTEM_ACCESSTOKEN", "BUILDKITE_AGENT_ACCESS_TOKEN", // Azure, Buildkite
	}, name)
}
