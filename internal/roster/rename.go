package roster

import (
	"context"
	"fmt"
	"slices"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/merge"
	"oneonone/internal/sharing"
	"oneonone/notes/page"
)

// Rename gives somebody another handle, and moves everything of theirs along.
func Rename(ctx context.Context, s *cli.Session, word, to string, reserved func(word string) bool, dryRun bool) error {
	if err := page.ValidHandle(to); err != nil {
		return cli.Usage(err)
	}
	if reserved(to) {
		return cli.Usagef("the handle %q is the name of a command", to)
	}
	w, err := s.Open()
	if err != nil {
		return err
	}
	p, err := w.Find(word)
	if err != nil {
		return err
	}
	if p.Handle == to {
		s.Say("%s already has that handle", to)
		return nil
	}
	if w.Person(to) != nil {
		return cli.Hinted(fmt.Errorf("%s already exists: %s", to, w.Person(to).FullName()), "choose another handle")
	}
	moves := []history.Move{{From: "people/" + p.Handle, To: "people/" + to}}
	if private := page.PrivateDir + "/people/"; w.HasDir(private + p.Handle) {
		moves = append(moves, history.Move{From: private + p.Handle, To: private + to})
	}
	if dryRun {
		for _, m := range moves {
			s.Say("%s would become %s (--dry-run)", m.From, m.To)
		}
		return nil
	}
	if err := s.SaveEdits(ctx, w, []string{page.TopPagePath(p.Handle)}); err != nil {
		return err
	}
	if top := w.Top(p.Handle); top != nil {
		if conflict := merge.Conflict(top.Path, top.Src); conflict != nil {
			return conflict
		}
	}
	moved, err := sharing.Renamed(w.Folder, p.Handle, to)
	if err != nil {
		return err
	}
	former, err := w.KeepFormer(p.Handle, []string{p.Handle}, to)
	if err != nil {
		return err
	}
	changes, err := w.GiveAway(to)
	if err != nil {
		return err
	}
	changes = slices.DeleteFunc(changes, func(c page.Change) bool { return c.Path == page.TopPagePath(p.Handle) })
	if former != nil {
		former.Path = page.TopPagePath(to)
		changes = append(changes, *former)
	}
	changes = append(changes, moved...)
	message := renaming(p.Handle, to)
	if _, err := w.History.Rename(ctx, moves, changes, message); err != nil {
		return err
	}
	fmt.Fprintln(s.Env.Stdout, to)
	return nil
}

// renaming is the message of a rename, even where only private notes move.
func renaming(from, to string) history.Message {
	subject := fmt.Sprintf("%s: rename to %s", from, to)
	return history.Message{Subject: subject, About: func(paths []string) (string, string) {
		for _, p := range paths {
			if of := page.ParsePath(p).Person; of == from || of == to {
				return subject, ""
			}
		}
		return naming("", "").About(paths)
	}}
}

// Archive records on the top page that you no longer meet somebody, or that you do again.
func Archive(ctx context.Context, s *cli.Session, word string, undo, dryRun bool) error {
	day := s.Today().String()
	if undo {
		day = ""
	}
	err := setOnTopPage(ctx, s, word, map[string]any{"archived": day}, dryRun)
	if err == nil && !undo {
		sharing.SayStill(s, word)
	}
	return err
}
