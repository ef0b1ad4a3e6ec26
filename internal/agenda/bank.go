package agenda

import (
	"context"
	"errors"
	"io/fs"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/notes/page"
	"oneonone/template"
)

// Bank returns all questions; it works without a notes folder too.
func Bank(s *cli.Session) (*template.Bank, error) {
	w, err := s.Anywhere()
	if err != nil {
		return nil, err
	}
	if w == nil {
		return template.LoadBank(nil), nil
	}
	return template.LoadBank(w.FS), nil
}

// sayBankProblems reports faults of the user's question files. The rest of each
// file is used.
func sayBankProblems(s *cli.Session, b *template.Bank) {
	for _, p := range b.Problems {
		s.Say("warning: %s", p)
	}
}

// Questions lists the questions there are.
func Questions(ctx context.Context, s *cli.Session, o AskOptions) error {
	bank, err := Bank(s)
	if err != nil {
		return err
	}
	sayBankProblems(s, bank)
	if o.Topics {
		return cli.Print(ctx, s, o.As, &render.Listing[template.Topic]{Columns: screen.QuestionTopics, Rows: bank.Topics}, "")
	}
	if o.Role, err = cli.ParseRole(o.Role); err != nil {
		return err
	}
	found, err := bank.Find(o.Topic, o.Role, o.Search)
	if err != nil {
		return err
	}
	if !s.Output().TTY || o.As.Data() || len(found) == 0 {
		return cli.Print(ctx, s, o.As, &render.Listing[template.Question]{Columns: screen.Questions, Rows: found}, "no matching questions")
	}
	return s.Paged(ctx, func(out render.Output) error { return screen.WriteByTopic(out, bank, found) })
}

// AddQuestion adds a question of the user's own to their bank.
func AddQuestion(ctx context.Context, s *cli.Session, q template.Question, dryRun bool) error {
	for i, word := range q.Roles {
		r, err := cli.ParseRole(word)
		if err != nil {
			return err
		}
		q.Roles[i] = r
	}
	_, err := s.Change(ctx, dryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		bank := template.LoadBank(w.FS)
		add, err := bank.Add(q, func(path string) ([]byte, error) {
			src, err := fs.ReadFile(w.FS, path)
			if errors.Is(err, fs.ErrNotExist) {
				return nil, nil
			}
			return src, err
		})
		if err != nil {
			return nil, err
		}
		change := page.Change{Path: add.Path, Old: add.Old, New: add.New}
		return &cli.Plan{Changes: []page.Change{change}, Message: history.Message{Subject: cli.SubjectLine("questions: add: ", []string{q.Text})}, Said: []string{"added to " + add.Path}}, nil
	})
	return err
}
