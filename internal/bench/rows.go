package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// rows are what is promised, each against the tool a user would otherwise
// reach for.
var rows = []row{
	{"version", 3, ours("version"), func(b *bench) []string { return []string{b.bare, "version"} }, "a bare cobra program"},
	{"new", 1, (*bench).newEntry, (*bench).gitCommit, "git add f && git commit"},
	{"hopper add", 1, (*bench).hopperAdd, (*bench).gitCommit, "git add f && git commit"},
	{"new, first", 0, (*bench).firstNew, (*bench).gitCommit, "git add f && git commit"},
	{"actions --open, first", 0, (*bench).firstActions, (*bench).ripgrep, `rg '\*\*'`},
	{"actions --open", 4, ours("actions", "--open"), (*bench).ripgrep, `rg '\*\*'`},
	{"actions done", 1, actionsDone(), (*bench).gitCommit, "git add f && git commit"},
	{"sync, nothing new", 1.3, (*bench).sync, (*bench).gitFetch, "git fetch, of a bare repository on this disk"},
	{"the morning screen", 4, ours(), (*bench).ripgrep, `rg '\*\*'`},
	{"prep", 1.5, (*bench).prep, (*bench).cat, "cat of that person's files; 15 ms are allowed on top"},
	{"ask", 1.5, (*bench).ask, (*bench).cat, "cat of that person's files; 15 ms are allowed on top"},
}

func ours(args ...string) func(b *bench) []string {
	return func(b *bench) []string { return append([]string{b.oneonone}, args...) }
}

// newEntry writes an entry on a day of its own, far ahead, about one person.
func (b *bench) newEntry() []string {
	return []string{b.oneonone, "new", b.person(), "--no-edit", "--date", fmt.Sprintf("20%02d-01-02", 40+b.n%60)}
}

// firstNew and firstActions are the first runs after an upgrade: nothing that
// was read before is remembered.
func (b *bench) firstNew() []string {
	b.forget()
	return b.newEntry()
}

func (b *bench) firstActions() []string {
	b.forget()
	return []string{b.oneonone, "actions", "--open"}
}

func (b *bench) forget() {
	if err := os.RemoveAll(filepath.Join(b.notes, ".git", "oneonone-read")); err != nil {
		panic(err) // the folder was made by this program
	}
}

func (b *bench) hopperAdd() []string {
	return []string{b.oneonone, "hopper", "add", b.person(), fmt.Sprintf("topic number %d", b.n)}
}

// actionsDone opens a promise of somebody again and ticks it the next time,
// named by its handle alone.
func actionsDone() func(b *bench) []string {
	var id string
	return func(b *bench) []string {
		if id != "" {
			ticked := id
			id = ""
			return []string{b.oneonone, "actions", "done", ticked}
		}
		c := exec.Command(b.oneonone, "actions", b.person(), "--done")
		c.Env = b.env
		out, err := c.Output()
		lines := strings.Split(string(out), "\n")
		if err != nil || len(lines) < 2 {
			panic(fmt.Sprint("listing what is done: ", err)) // every person has promises
		}
		// The newest: old words were said again since, and one promise would
		// run into another.
		id, _, _ = strings.Cut(lines[len(lines)-2], "\t")
		return []string{b.oneonone, "actions", "reopen", id}
	}
}

// sync and gitFetch ask a remote that has nothing new. The first run makes it.
func (b *bench) sync() []string {
	remote := filepath.Join(b.dir, "remote.git")
	ours := []string{b.oneonone, "sync"}
	if _, err := os.Stat(remote); err == nil {
		return ours
	}
	for _, args := range [][]string{{"git", "init", "-q", "--bare", "-b", "main", remote}, {"git", "-C", b.notes, "remote", "add", "origin", remote}, ours} {
		if _, _, err := b.time(args); err != nil {
			panic(err) // the folder was made by this program
		}
	}
	return ours
}

func (b *bench) gitFetch() []string { return []string{"git", "-C", b.notes, "fetch", "-q"} }

// gitCommit changes one note and records it as a user would.
func (b *bench) gitCommit() []string {
	f := filepath.Join("people", b.person(), "README.md")
	full := filepath.Join(b.notes, f)
	text, err := os.ReadFile(full)
	if err == nil {
		err = os.WriteFile(full, fmt.Appendf(text, "\nline %d\n", b.n), 0o600)
	}
	if err != nil {
		panic(err) // the folder was made by this program
	}
	return []string{"sh", "-c", "cd notes && git add '" + f + "' && git commit -q -m x"}
}

func (b *bench) prep() []string { return []string{b.oneonone, "prep", b.person()} }

func (b *bench) ask() []string { return []string{b.oneonone, "ask", b.person()} }

func (b *bench) cat() []string {
	return []string{"sh", "-c", "cat notes/people/" + b.person() + "/*.md >/dev/null"}
}

func (b *bench) ripgrep() []string { return []string{"rg", `\*\*`, b.notes} }

// person takes turns among the people of the folder.
func (b *bench) person() string {
	dirs, err := os.ReadDir(filepath.Join(b.notes, "people"))
	if err != nil || len(dirs) == 0 {
		panic(fmt.Sprint("the folder has no people: ", err)) // as above
	}
	return dirs[b.n%len(dirs)].Name()
}
