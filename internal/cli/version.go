package cli

import (
	"cmp"
	_ "embed"
	"runtime/debug"
	"strings"
	"time"
)

// The linker sets these in a release: its version, and the commit it was built
// from, with that commit's time.
var release, commit, committed string

// archived says which commit a source archive is of: git fills it in.
//
//go:embed archived.txt
var archived string

// Build is what this program was built from. What is not known is empty.
type Build struct {
	Version string // of the release or the module; "from source" when neither is known
	Commit  string
	Day     string // on which it was committed, in UTC
	Edited  bool   // there were uncommitted changes
}

// ThisBuild tells what the running program was built from: as the linker was
// told, else as git archive noted, else as the go command found.
func ThisBuild() Build {
	b := Build{Version: release, Commit: commit, Day: utcDay(committed)}
	if f := strings.Fields(archived); b.Commit == "" && len(f) >= 2 && !strings.Contains(archived, "$Format:") {
		b.Commit, b.Day = f[0], utcDay(f[1])
		b.Version = cmp.Or(b.Version, strings.Join(f[2:], " "))
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{}
	}
	if b.Commit == "" {
		for _, s := range info.Settings {
			switch s.Key {
			case "vcs.revision":
				b.Commit = s.Value
			case "vcs.time":
				b.Day = utcDay(s.Value)
			case "vcs.modified":
				b.Edited = s.Value == "true"
			}
		}
	}
	if info.Main.Version != "(devel)" {
		b.Version = cmp.Or(b.Version, info.Main.Version)
	}
	b.Version = cmp.Or(b.Version, "from source")
	return b
}

// utcDay is the day of a time as git and the go command write it.
func utcDay(text string) string {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return ""
	}
	return t.UTC().Format(time.DateOnly)
}
