package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// longHistory are the rows for commands that ask git about the past.
var longHistory = []row{
	{"log", most{}, ours("log"), git("log", "--name-status"), "git log --name-status", nil},
	{"log of a person", most{}, about("log"), (*bench).gitLogOf, "git log --name-status of her folder", nil},
	{"undo", most{}, (*bench).undo, (*bench).gitCommit, commit, nil},
	{"hopper add, long history", writing, (*bench).hopperAdd, (*bench).gitCommit, commit, nil},
}

// onePerson are the rows for commands about one person, who has all the entries.
var onePerson = []row{
	{"one: actions --open", big(0.5), ours("actions", "--open"), (*bench).ripgrep, bold, nil},
	{"one: list", big(1), ours("list"), (*bench).ripgrep, bold, nil},
	{"one: search", big(1), ours("search", "surprising"), func(b *bench) []string { return []string{"rg", "surprising", b.notes} }, "rg surprising", nil},
	{"one: goals", most{}, about("goals"), (*bench).cat, cat, nil},
	{"one: prep", most{}, about("prep"), (*bench).bareVersion, "a bare cobra program", nil},
	{"one: new", most{}, (*bench).newEntry, (*bench).bareVersion, "a bare cobra program", nil},
	{"one: hopper add", writing, (*bench).hopperAdd, (*bench).gitCommit, commit, nil},
}

func git(args ...string) func(b *bench) []string {
	return func(b *bench) []string { return append([]string{"git", "-C", b.notes}, args...) }
}

func (b *bench) gitLogOf() []string {
	return []string{"git", "-C", b.notes, "log", "--name-status", "--", "people/" + b.person()}
}

// undo undoes the newest command, and the next time redoes it.
func (b *bench) undo() []string {
	if b.undone = !b.undone; b.undone {
		if _, _, err := b.time(b.hopperAdd()); err != nil {
			panic(err) // the folder was made by this program
		}
		return []string{b.oneonone, "undo"}
	}
	return []string{b.oneonone, "undo", "--redo"}
}

// writeHistory puts commits on top of the first one, each of which adds a line to
// one of the top pages.
func (b *bench) writeHistory(commits int) error {
	dirs, err := os.ReadDir(filepath.Join(b.notes, "people"))
	if err != nil {
		return err
	}
	texts := map[string][]byte{}
	var stream bytes.Buffer
	for n := range commits {
		path := "people/" + dirs[n%len(dirs)].Name() + "/README.md"
		if texts[path] == nil {
			if texts[path], err = os.ReadFile(filepath.Join(b.notes, path)); err != nil {
				return err
			}
		}
		text := append(texts[path][:len(texts[path]):len(texts[path])], fmt.Sprintf("\nline %d\n", n)...)
		message := fmt.Sprintf("edit %d", n)
		fmt.Fprintf(&stream, "commit refs/heads/main\ncommitter Sam Rivera <sam@example.org> %d +0000\ndata %d\n%s\n", 1_700_000_000+60*n, len(message), message)
		if n == 0 {
			stream.WriteString("from refs/heads/main^0\n")
		}
		fmt.Fprintf(&stream, "M 100644 inline %s\ndata %d\n%s\n", path, len(text), text)
	}
	c := exec.Command("git", "-C", b.notes, "fast-import", "--quiet")
	c.Env, c.Stdin = b.env, &stream
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("writing a history: %w\n%s", err, strings.TrimSpace(string(out)))
	}
	return b.git([]string{"reset", "-q", "--hard"})
}
