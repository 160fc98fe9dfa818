package child_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/measure/child"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

func TestServeRefuses(t *testing.T) {
	for _, text := range []string{"", "{", "{}", "nonsense\n", "[]\n"} {
		var out bytes.Buffer
		err := child.Serve(strings.NewReader(text), &out, child.Shop{})
		if err == nil || !strings.Contains(err.Error(), "read the job") || out.Len() > 0 {
			t.Errorf("Serve(%q) = %v after saying %q, want an error about the job", text, err, &out)
		}
	}
}

// serve lets a child answer one job; its standard input stays open until the
// end of the test binary, as it would end the process.
func serve(job launch.Job, shop child.Shop) (answers []launch.Message, err error) {
	text, err := json.Marshal(job)
	if err != nil {
		return nil, err
	}
	stdin, parent := io.Pipe()
	go parent.Write(append(text, '\n'))
	var out bytes.Buffer
	err = child.Serve(stdin, &out, shop)
	for dec := json.NewDecoder(&out); dec.More(); {
		var m launch.Message
		if err := dec.Decode(&m); err != nil {
			return nil, err
		}
		answers = append(answers, m)
	}
	return answers, err
}

// TestServeOtherVersion: the older of the two is to be rebuilt.
func TestServeOtherVersion(t *testing.T) {
	for _, test := range []struct {
		version int
		want    string
	}{
		{launch.Version + 1, "this program was built with an older version of the library than bufbench has (it speaks %d, not %d): " +
			"rebuild it (go get github.com/bufbench/bufbench@latest, then go build)"},
		{launch.Version - 1, "this program was built with a later version of the library than bufbench has (it speaks %d, not %d): " +
			"rebuild bufbench (go install github.com/bufbench/bufbench/cmd/bufbench@latest)"},
	} {
		answers, err := serve(launch.Job{Version: test.version, Mode: launch.DescribeMode}, child.Shop{Scenarios: zoo()})
		if want := fmt.Sprintf(test.want, launch.Version, test.version); err == nil || err.Error() != want || len(answers) > 0 {
			t.Errorf("Serve of version %d = %v after %+v, want %q", test.version, err, answers, want)
		}
	}
}

func TestServeUnknownScenario(t *testing.T) {
	answers, err := serve(launch.Job{Version: launch.Version, Mode: launch.ProveMode, Scenario: "Nobody"}, child.Shop{Scenarios: zoo()})
	if want := `this program has no scenario "Nobody"`; err == nil || err.Error() != want || len(answers) > 0 {
		t.Errorf("Serve of an unknown scenario = %v after %+v, want %q", err, answers, want)
	}
}

// TestServeDescribes: another process knows all but the functions.
func TestServeDescribes(t *testing.T) {
	wish := launch.Wish{Names: []string{"grids", "Skips"}, Match: "size=64B", Passes: []int{0, 3}}
	answers, err := serve(launch.Job{Version: launch.Version, Mode: launch.DescribeMode, Wish: wish}, child.Shop{Scenarios: zoo()})
	if err != nil || len(answers) != 2 || !answers[1].Done {
		t.Fatalf("Serve of a description says %+v, %v, want the scenarios and that it is done", answers, err)
	}
	want := child.Descriptions(zoo(), wish)
	for i := range want {
		info := &want[i].Info
		info.Kernel, info.Ready, info.Grid.Leave = nil, nil, nil
	}
	if got := answers[0].Scenarios; !reflect.DeepEqual(got, want) {
		t.Errorf("Serve describes %+v, want %+v", got, want)
	}
}

func TestIsChild(t *testing.T) {
	for _, test := range []struct {
		args []string
		want bool
	}{{[]string{launch.ChildCommand}, true}, {[]string{launch.ChildCommand, "x"}, false}, {[]string{"run"}, false}, {nil, false}} {
		if got := launch.IsChild(test.args); got != test.want {
			t.Errorf("IsChild(%q) = %v, want %v", test.args, got, test.want)
		}
	}
}
