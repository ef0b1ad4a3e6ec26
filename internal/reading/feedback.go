package reading

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/lookup"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/internal/text"
	"oneonone/notes"
	"oneonone/notes/owed"
	"oneonone/notes/page"
	"oneonone/notes/promise"
	"oneonone/template"
)

// FeedbackOptions say how to show feedback.
type FeedbackOptions struct {
	ExitCode bool // fail when there is something to say
	As       cli.Format
}

// Feedback lists feedback: what was noted but not yet given, what was received, and what
// came of it.
func Feedback(ctx context.Context, s *cli.Session, words []string, o FeedbackOptions) error {
	w, people, err := s.OpenWith(words)
	if err != nil {
		return err
	}
	all, problems, err := owed.Find(w.Folder, template.LoadBank(w.FS).AboutAsker())
	if err != nil {
		return err
	}
	s.SayProblems(problems)
	short := promise.ShortIDs(owed.IDs(all))
	agreed := map[string]string{}
	l := render.Listing[screen.Debt]{Columns: screen.Debts}
	waits := 0
	for _, d := range all {
		p := w.Person(d.Person)
		if p == nil || !slices.Contains(people, p) {
			continue
		}
		if _, asked := agreed[p.Handle]; !asked {
			if agreed[p.Handle], err = agreedOnFeedback(ctx, s, w, p); err != nil {
				return err
			}
		}
		if d.Kind == owed.Say {
			waits++
		}
		l.Rows = append(l.Rows, screen.Debt{Debt: d, Short: short[d.ID], Agreed: agreed[p.Handle], Today: s.Today()})
	}
	if err := cli.Print(ctx, s, o.As, &l, nothingToSay(people)); err != nil {
		return err
	}
	if waits > 0 && o.ExitCode {
		return cli.Exit(cli.ExitFailed, errors.New(text.Count(waits, "thing", "things")+" to say"))
	}
	if waits > 0 && !o.As.Data() {
		s.Say("%s to say: oneonone feedback said ID", text.Count(waits, "thing", "things"))
	}
	return nil
}

// nothingToSay says so, and how to note feedback to one of the people.
func nothingToSay(people []*notes.Person) string {
	if len(people) == 0 {
		return "nothing to say"
	}
	return fmt.Sprintf(`nothing to say; oneonone note %s "to %s: …" notes it`, people[0].Handle, people[0].FirstName())
}

// agreedOnFeedback is what the agreement that holds says about feedback.
func agreedOnFeedback(ctx context.Context, s *cli.Session, w *cli.Workspace, p *notes.Person) (string, error) {
	a, err := newestAgreement(ctx, s, w, p)
	if err != nil || a.Agreement == nil {
		return "", err
	}
	names := w.Grammar().WordsOf(page.SectionFeedback)
	return strings.Join(a.Lines(func(line string) bool {
		folded := lookup.Fold(line)
		return slices.ContainsFunc(names, func(n string) bool { return strings.Contains(folded, lookup.Fold(n)) })
	}), "; "), nil
}
