package machine

import "path/filepath"

// Install returns the command that installs packages with a package manager found below
// root. Packages has their names by package manager. It is "" if none of these managers
// is found.
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
