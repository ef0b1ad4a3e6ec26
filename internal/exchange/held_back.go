package exchange

import (
	"context"
	"fmt"
	"path"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/shared"
	"oneonone/internal/text"
	"oneonone/notes"
	"oneonone/notes/page"
)

// holds tells which notes of a shared doc stay here for now: an entry ahead of
// its day, and a note with unsaved changes in an editor. For a person in named,
// none.
func holds(s *cli.Session, w *cli.Workspace, repo string, named []string) func(inside string) bool {
	all := map[string]bool{}
	for _, handle := range named {
		all[handle] = true
	}
	today := s.Today()
	return func(inside string) bool {
		path := repo + "/" + inside
		info := page.ParsePath(path)
		return !all[info.Person] && (info.Kind == page.KindEntry && info.Date.After(today) || s.Unsaved(w.Dir, path) != nil)
	}
}

// guard checks what is about to be sent from a shared doc: nothing about anybody
// else, nothing private. What is new in kind is shown first, and asked about.
func guard(s *cli.Session, w *cli.Workspace, sh history.Shared) func(context.Context, *shared.Next) error {
	return func(ctx context.Context, next *shared.Next) error {
		p := w.Person(path.Base(sh.Repo))
		if p == nil {
			return fmt.Errorf("nobody is called %s", path.Base(sh.Repo))
		}
		for _, f := range next.Files {
			if err := foreign(w, p, f); err != nil {
				return err
			}
		}
		if err := oneSided(sh.Repo, next); err != nil {
			return err
		}
		if err := privateLines(ctx, w, sh.Repo, next); err != nil {
			return err
		}
		return firsts(ctx, s, p, sh.Repo, next)
	}
}

// oneSided refuses keys that belong to one side alone, unless the other side sent them.
func oneSided(repo string, next *shared.Next) error {
	for _, f := range next.Files {
		key, line := notes.OneSided(repo+"/"+f.Inside, f.New)
		if theirs, _ := notes.OneSided(repo+"/"+f.Inside, f.Old); key != "" && theirs == "" {
			return cli.Hinted(fmt.Errorf("%s/%s:%d: %s is yours alone, so nothing was sent", repo, f.Inside, line, key), "remove the line, then: oneonone sync")
		}
	}
	return nil
}

// foreign refuses a file that is not part of a person's doc, or whose name names
// somebody else.
func foreign(w *cli.Workspace, p *notes.Person, f shared.File) error {
	if f.Mode == "" {
		return nil
	}
	at := "people/" + p.Handle + "/" + f.Inside
	remove := func(reason string) error {
		return cli.Hinted(fmt.Errorf("%s is not sent to %s: %s", at, p.FirstName(), reason),
			"remove it: oneonone git -C people/%s rm --cached -- %s && oneonone git -C people/%s commit -m \"Remove a file\"; or rename it", p.Handle, text.ShellWord(f.Inside), p.Handle)
	}
	top, _, _ := strings.Cut(f.Inside, "/")
	switch {
	case top == "people" || top == page.PrivateDir || top == "templates" || top == "questions" || f.Inside == page.SettingsFile,
		strings.HasPrefix(path.Base(f.Inside), ".") && path.Base(f.Inside) != ".gitattributes" && path.Base(f.Inside) != ".gitignore":
		return remove("it is not part of the doc")
	case f.Mode != "100644" && f.Mode != "100755":
		return remove("it is a link")
	}
	inside := strings.Fields(words(f.Inside))
	for _, other := range w.People() {
		if other == p {
			continue
		}
		for _, name := range append(other.Called(), other.Handle, other.FirstName()) {
			if containsWords(inside, strings.Fields(strings.ToLower(name))) {
				return remove("its name contains the name of " + other.FirstName())
			}
		}
	}
	return nil
}

// containsWords reports whether some occurs in all as a run.
func containsWords(all, some []string) bool {
	for i := range all {
		if len(some) > 0 && len(all)-i >= len(some) && strings.Join(all[i:i+len(some)], " ") == strings.Join(some, " ") {
			return true
		}
	}
	return false
}
