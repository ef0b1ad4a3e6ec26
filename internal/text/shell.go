package text

import "strings"

// ShellWord is a word fit for pasting into a shell: quoted if the shell would
// take it for more than a word.
func ShellWord(s string) string {
	if s == "" || strings.ContainsAny(s, " \t\n'\"$&;|<>()*?[]#~\\`!{}") {
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	return s
}
