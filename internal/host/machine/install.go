package machine

import "path/filepath"

// Install is the command that installs packages with the package manager that
// is found below root, of those that packages has names for. It is "" where
// none of them is found.
func Install(root string, packages map[string]string) string {
	for _, m := range []struct{ file, command string }{
		{"usr/bin/apt-get", "install"},
		{"usr/bin/dnf", "install"},
		{"usr/bin/zypper", "install"},
		{"usr/bin/pacman", "-S"},
		{"sbin/apk", "add"},
	} {
		program := filepath.Base(m.file)
		if names := packages[program]; names != "" && treeOf(root).Exists(m.file) {
			return "sudo " + program + " " + m.command + " " + names
		}
	}
	return ""
}
