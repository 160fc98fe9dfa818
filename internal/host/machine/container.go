package machine

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// inside names the kind of container, by the marks of its makers: kubernetes, podman,
// docker, lxc, or systemd's word for it. It is "" where nothing tells of one.
func (t tree) inside() string {
	groups := t.Text("proc/self/cgroup") + "\n" + t.Text("proc/1/cgroup")
	marks := []struct {
		kind  string
		files []string
		group string // in the path of a control group
	}{
		{"kubernetes", []string{"var/run/secrets/kubernetes.io", "run/secrets/kubernetes.io"}, "/kubepods"},
		{"podman", []string{"run/.containerenv"}, "/libpod-"},
		{"docker", []string{".dockerenv"}, "/docker"},
		{"lxc", []string{"dev/lxd", "dev/incus"}, "/lxc"},
	}
	for _, m := range marks {
		if slices.ContainsFunc(m.files, t.Exists) || strings.Contains(groups, m.group) {
			return m.kind
		}
	}
	for setting := range strings.SplitSeq(t.Text("proc/1/environ"), "\x00") {
		if kind, ok := strings.CutPrefix(setting, "container="); ok && kind != "" {
			return kind
		}
	}
	return t.Text("run/systemd/container")
}

// container is whether this process is in one.
func (e exam) container() (Finding, bool) {
	kind := e.inside()
	if kind == "" && e.Text("proc/self/cgroup") == "" {
		return Finding{}, false
	}
	if kind == "" {
		return Finding{Seen: "none", Grade: OK}, true
	}
	return Finding{Seen: kind, Grade: Note}, true
}

// given is the name that docker and podman give a container unless it has
// another: the start of its number.
var given = regexp.MustCompile(`^[0-9a-f]{12}$`)

// unlimited is the command that ends a quota. In a container the host's tools
// have to do it: the group's files cannot be written from inside.
func (t tree) unlimited(p portion) string {
	name := t.Text("proc/sys/kernel/hostname")
	if !given.MatchString(name) {
		name = "CONTAINER"
	}
	switch kind := t.inside(); kind {
	case "kubernetes":
		return "kubectl set resources deployment/NAME --limits=cpu=0"
	case "docker", "podman":
		// An update may not take back what --cpus said, but it may say more.
		return kind + " update --cpus " + strconv.Itoa(max(len(t.online()), 1)) + " " + name
	case "":
		if strings.HasSuffix(p.file, "cpu.max") {
			return write("max", p.file)
		}
		return write("-1", p.file)
	}
	return ""
}
