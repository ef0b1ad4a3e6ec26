package remote

import (
	"slices"
	"strings"

	"oneonone/internal/gitstore"
)

// safe refuses a repository whose own settings name a program that talking to
// a remote would run: they may come from an archive or a USB stick. The same
// settings in the user's own files are fine.
func (m *Remote) safe() error {
	if k := namesProgram(m.own); k != "" {
		return &Error{"its own settings name a program to run: " + k + " in " + m.repo.GitDir + "/config",
			"if it is yours, move it to your own settings (git config --global, or an includeIf there); or let git run it: git -C " + m.repo.Root + " pull"}
	}
	return nil
}

// namesProgram finds a setting that would make fetch or push run something.
func namesProgram(own gitstore.Config) string {
	var found []string
	for k := range own {
		section, _, _ := strings.Cut(k, ".")
		name := k[strings.LastIndexByte(k, '.')+1:]
		switch {
		case section == "core" && slices.Contains([]string{"sshcommand", "gitproxy", "askpass", "alternaterefscommand"}, name),
			section == "credential" && name == "helper",
			section == "remote" && slices.Contains([]string{"uploadpack", "receivepack", "vcs"}, name):
			found = append(found, k)
		}
	}
	if len(found) == 0 {
		return ""
	}
	return slices.Min(found)
}
