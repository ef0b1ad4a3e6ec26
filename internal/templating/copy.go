package templating

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/lazyregexp"
	"oneonone/notes/page"
	"oneonone/template"
)

// validName matches what a template may be called: a word, or a series and the
// number of a part.
var validName = lazyregexp.New(`^[\p{L}\p{N}][\p{L}\p{N}\p{M}_-]*(/[0-9]{2})?$`)

// Copy copies a template into the folder, under its own name or a new one.
func Copy(ctx context.Context, s *cli.Session, from, to string, dryRun bool) error {
	if !validName().MatchString(to) {
		return cli.Hinted(cli.Usagef("invalid template name %q", to), "letters, digits, - and _; a part of a series is NAME/01")
	}
	path := template.Path(to)
	_, err := s.Change(ctx, dryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		text, err := fileText(w, from)
		if err != nil {
			return nil, err
		}
		if _, err := fs.Stat(w.FS, path); err == nil {
			return nil, cli.Hinted(fmt.Errorf("%s already exists", path), "oneonone template edit %s", to)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("copying template %s: %w", from, err)
		}
		subject := "template " + to + ": add"
		if from != to {
			subject += ", from " + from
		}
		return &cli.Plan{Changes: []page.Change{{Path: path, New: []byte(text)}}, Message: history.Message{Subject: subject},
			Said: []string{fmt.Sprintf("%s is yours now: oneonone template edit %s", path, to)}}, nil
	})
	return err
}
