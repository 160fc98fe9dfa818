package machine

import (
	"os"
	"testing"
)

func TestTakeGitHub(t *testing.T) {
	for name, value := range map[string]string{
		"GITHUB_ACTIONS": "true", "GITHUB_OUTPUT": "out", "GITHUB_STEP_SUMMARY": "summary", "GITHUB_ENV": "env", "GITHUB_PATH": "path", "GITHUB_STATE": "state",
		"GITHUB_TOKEN": "secret", "GH_TOKEN": "secret", "ACTIONS_RUNTIME_TOKEN": "secret", "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "secret", "ACTIONS_ANYTHING": "secret",
		"CI_JOB_TOKEN": "secret", "SYSTEM_ACCESSTOKEN": "secret", "GITHUB_SHA": "kept", "MY_TOKEN": "kept",
	} {
		t.Setenv(name, value)
	}
	if got, want := TakeGitHub(), (GitHub{true, "summary", "out"}); got != want {
		t.Errorf("TakeGitHub() = %v, want %v", got, want)
	}
	for _, name := range []string{
		"GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_ENV", "GITHUB_PATH", "GITHUB_STATE", "GITHUB_TOKEN", "GH_TOKEN", "ACTIONS_RUNTIME_TOKEN",
		"ACTIONS_ID_TOKEN_REQUEST_TOKEN", "ACTIONS_ANYTHING", "CI_JOB_TOKEN", "SYSTEM_ACCESSTOKEN",
	} {
		if value, is := os.LookupEnv(name); is {
			t.Errorf("%s is still %q in the environment", name, value)
		}
	}
	for _, name := range []string{"GITHUB_SHA", "MY_TOKEN", "GITHUB_ACTIONS"} {
		if os.Getenv(name) == "" {
			t.Errorf("%s is gone from the environment", name)
		}
	}
	os.Unsetenv("GITHUB_ACTIONS")
	if got := TakeGitHub(); got != (GitHub{}) {
		t.Errorf("TakeGitHub() = %v elsewhere", got)
	}
}
