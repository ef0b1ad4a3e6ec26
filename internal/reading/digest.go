package reading

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/draft"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/notes"
	"oneonone/notes/coverage"
	"oneonone/notes/markdown"
	"oneonone/notes/week"
	"oneonone/template"
)

// DigestOptions say which days a digest covers, and how it is shown.
type DigestOptions struct {
	Since   string // a day, or a length of time: 1w
	Private bool   // private notes too
	All     bool   // more than one screen
	Into    string // a file to send
	As      cli.Format
}

// Digest shows the past week, or the time asked for.
func Digest(ctx context.Context, s *cli.Session, o DigestOptions) error {
	since, err := s.Since(o.Since)
	if err != nil {
		return err
	}
	w, people, err := s.OpenWith(nil)
	if err != nil {
		return err
	}
	back, problems, err := week.Read(w.Folder, since, o.Private)
	if err != nil {
		return err
	}
	s.SayProblems(problems)
	s.SayProblems(addNotNoted(w, back, people))
	if o.Into != "" {
		return send(s, w, back, o.Into)
	}
	none := "nothing was noted since " + cli.LongDate(since)
	if len(people) == 0 {
		none = NobodyYet
	}
	if o.As.Data() || len(back.Items) == 0 {
		return cli.Print(ctx, s, o.As, &render.Listing[*week.Item]{Columns: screen.WeekItems, Rows: back.Items}, none)
	}
	return s.Paged(ctx, func(out render.Output) error { return screen.WriteWeek(out, back, o.All) })
}

// send writes what others may read of a week, and tells the keeper what was left out.
func send(s *cli.Session, w *cli.Workspace, back *week.Week, file string) error {
	sent, err := back.ToSend()
	if err != nil {
		return err
	}
	left := screen.LeftOut(sent)
	if sent.IsZero() {
		s.Say("nothing written: no word or count comes from three people or more")
	} else {
		if err := s.WriteApart(w, file, screen.WeekToSend(back, sent)); err != nil {
			return err
		}
		fmt.Fprintln(s.Env.Stdout, s.InDir(file))
	}
	if left != "" {
		s.Say("left out: %s; no line is quoted, no word or number is of fewer than three people, and none looks like a name", left)
	}
	if len(sent.LikeNames) > 0 {
		s.Say("left out, for they may be names: %s", strings.Join(sent.LikeNames, ", "))
	}
	return nil
}

// addNotNoted lists the areas that nothing was noted on in eight weeks, with whom.
func addNotNoted(w *cli.Workspace, back *week.Week, people []*notes.Person) []markdown.Problem {
	all, problems := draft.Coverage(w.Folder, template.LoadBank(w.FS), people, w.Today)
	for _, area := range coverage.Areas {
		it := &week.Item{Kind: week.NotNoted, Text: string(area)}
		for i, touches := range all {
			if slices.Contains(coverage.Untouched(touches), area) {
				it.People = append(it.People, people[i].Handle)
			}
		}
		if len(it.People) > 0 {
			back.Items = append(back.Items, it)
		}
	}
	return problems
}
