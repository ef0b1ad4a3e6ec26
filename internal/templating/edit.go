package templating

import (
	"context"
	"errors"
	"fmt"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/template"
)

// Edit opens a template in the editor; for a built-in one, a copy.
func Edit(ctx context.Context, s *cli.Session, name string) error {
	w, err := s.Open()
	if err != nil {
		return err
	}
	path := template.Path(name)
	if w.Gone(path) {
		if err := Copy(ctx, s, name, name, false); err != nil {
			return err
		}
	} else if _, err := fileText(w, name); err != nil {
		return err
	}
	if !s.Interactive() {
		fmt.Fprintln(s.Env.Stdout, w.Shown(path))
		return nil
	}
	if err := s.SaveEdits(ctx, w, []string{path}); err != nil {
		return err
	}
	editErr := s.Edit(ctx, w, path, 1)
	if _, err := w.History.Record(context.WithoutCancel(ctx), []string{path}, history.Message{Subject: "template " + name + ": edit", Removed: w.Gone(path)}); err != nil {
		return errors.Join(err, editErr)
	}
	if editErr != nil {
		return editErr
	}
	return Check(ctx, s, []string{name}, "")
}

// fileText is the text of a template, which has to be there.
func fileText(w *cli.Workspace, name string) (string, error) {
	set, err := w.Templates()
	if err != nil {
		return "", err
	}
	return set.Get(name)
}
