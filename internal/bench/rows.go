package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// rows are what is promised, each against the tool a user would otherwise reach
// for. Those that write come last, because files just written have to be read
// again.
var rows = []row{
	{"version", always(1.3), ours("version"), (*bench).bareVersion, "a bare cobra program", nil},
	{"actions, first", always(8), (*bench).firstActions, (*bench).ripgrep, bold, nil},
	{"actions --open", big(0.5), ours("actions", "--open"), (*bench).ripgrep, bold, nil},
	{"actions, cold disk", most{}, (*bench).coldActions, (*bench).coldRipgrep, bold, coldDisk},
	{"actions --open, by task", most{}, ours("actions", "--open"), (*bench).taskList, "task list, of as many tasks", installed("task")},
	{"completion of a promise", big(0.5), ours("__complete", "actions", "done", ""), (*bench).ripgrep, bold, nil},
	{"the morning screen", big(0.65), ours(), (*bench).ripgrep, bold, nil},
	{"due within a week", big(0.65), ours("--within", "7d"), (*bench).ripgrep, bold, nil},
	{"calendar", always(1), ours("calendar"), (*bench).ripgrep, bold, nil},
	{"list", big(1), ours("list"), (*bench).ripgrep, bold, nil},
	{"stats", big(1), ours("stats"), (*bench).ripgrep, bold, nil},
	{"hopper list", most{}, ours("hopper", "list"), (*bench).ripgrep, bold, nil},
	{"check", always(12), ours("check"), (*bench).ripgrep, bold, nil},
	{"search", big(1), ours("search", "surprising"), func(b *bench) []string { return []string{"rg", "surprising", b.notes} }, "rg surprising", nil},
	{"goals", always(1.5).and(30), about("goals"), (*bench).cat, cat, nil},
	{"review", always(1.5).and(30), (*bench).review, (*bench).cat, cat, nil},
	{"ask", always(1.5).and(15), about("ask"), (*bench).cat, cat, nil},
	{"prep", at(map[int]float64{10_000: 5, 100_000: 18}), about("prep"), (*bench).bareVersion, "a bare cobra program", nil},
	{"sync, nothing new", always(1.3), (*bench).sync, (*bench).gitFetch, "git fetch, of a bare repository on this disk", nil},
	{"new, first", most{}, (*bench).firstNew, (*bench).gitCommit, commit, nil},
	{"new", at(map[int]float64{10_000: 5, 100_000: 18}), (*bench).newPrepared, (*bench).bareVersion, "a bare cobra program", nil},
	{"hopper add", writing, (*bench).hopperAdd, (*bench).gitCommit, commit, nil},
	{"actions done", writing, actionsDone(), (*bench).gitCommit, commit, nil},
	{"save", writing, (*bench).save, (*bench).gitCommit, commit, nil},
	{"import of 2 MB", always(5), (*bench).importDocument, (*bench).gitImported, "git add && git commit of the same files", nil},
}

// writing is the limit for commands that record a change.
var writing = at(map[int]float64{1_000: 1.2, 10_000: 0.6, 100_000: 0.4})

// The yardsticks in words.
const (
	bold   = `rg '\*\*'`
	cat    = "cat of that person's files"
	commit = "git add f && git commit"
)

func ours(args ...string) func(b *bench) []string {
	return func(b *bench) []string { return append([]string{b.oneonone}, args...) }
}

// newEntry writes an entry on a day of its own, far ahead, about one person.
func (b *bench) newEntry() []string {
	return []string{b.oneonone, "new", b.person(), "--no-edit", "--yes", "--date", fmt.Sprintf("20%02d-01-02", 40+b.n%60)}
}

// firstNew and firstActions are the first runs after an upgrade: nothing that
// was read before is remembered.
func (b *bench) firstNew() []string {
	b.forget()
	return b.newEntry()
}

// newPrepared is a new entry for somebody whose meeting was prepared for: so they are
// made, and what prep has read is remembered.
func (b *bench) newPrepared() []string {
	if _, _, err := b.time([]string{b.oneonone, "prep", b.person()}); err != nil {
		panic(err) // the folder was made by this program
	}
	return b.newEntry()
}

func (b *bench) firstActions() []string {
	b.forget()
	return []string{b.oneonone, "actions", "--open"}
}

// coldActions and coldRipgrep read from disk, with nothing cached.
func (b *bench) coldActions() []string {
	b.forgetPages()
	return []string{b.oneonone, "actions", "--open"}
}

func (b *bench) coldRipgrep() []string {
	b.forgetPages()
	return b.ripgrep()
}

func (b *bench) forget() {
	if err := os.RemoveAll(filepath.Join(b.notes, ".git", "oneonone-read")); err != nil {
		panic(err) // the folder was made by this program
	}
}

func (b *bench) hopperAdd() []string {
	return []string{b.oneonone, "hopper", "add", b.person(), fmt.Sprintf("topic number %d", b.n)}
}

// actionsDone reopens somebody's promise and ticks it the next time, naming it by
// its handle alone.
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
		// The newest one: older promises have been repeated since, and two would become
		// one thread.
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
	return []string{"sh", "-c", "cd notes && git add '" + b.edit() + "' && git commit -q -m x"}
}

// edit changes one note.
func (b *bench) edit() (path string) {
	path = filepath.Join("people", b.person(), "README.md")
	full := filepath.Join(b.notes, path)
	text, err := os.ReadFile(full)
	if err == nil {
		err = os.WriteFile(full, fmt.Appendf(text, "\nline %d\n", b.n), 0o600)
	}
	if err != nil {
		panic(err) // the folder was made by this program
	}
	return path
}

// about is a command about one person.
func about(command string) func(b *bench) []string {
	return func(b *bench) []string { return []string{b.oneonone, command, b.person()} }
}

func (b *bench) review() []string {
	return []string{b.oneonone, "review", b.person(), "--since", "2026-05-01"}
}

// save records a note that was edited outside.
func (b *bench) save() []string {
	b.edit()
	return []string{b.oneonone, "save"}
}

func (b *bench) bareVersion() []string { return []string{b.bare, "version"} }

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
