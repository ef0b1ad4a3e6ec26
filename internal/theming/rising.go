package theming

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"oneonone/internal/cli"
	"oneonone/internal/lookup"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes/themes"
	"oneonone/template"
)

// RisingOptions say what is listed, and for whom.
type RisingOptions struct {
	Options
	People  int    // how many at least must say it
	NoNames bool   // only words that may be told to everybody
	Into    string // a file for the note to everybody
}

// fewest is how many people must have said something before others are told.
const fewest = 3

// Rising lists what people talk about more than they used to.
func Rising(ctx context.Context, s *cli.Session, o RisingOptions) error {
	o.NoNames = o.NoNames || o.Into != ""
	switch {
	case o.People < 1:
		return cli.Usagef("invalid number of people %d: try 3", o.People)
	case o.NoNames && o.People < fewest:
		return cli.Hinted(cli.Usagef("what fewer than %d people said is not for others", fewest), "leave --min-people out")
	}
	w, since, err := openSince(s, o.Since)
	if err != nil {
		return err
	}
	heard, problems, err := themes.Rises(w.Folder, themes.Window{Since: since}, o.People, putBy(w))
	if err != nil {
		return err
	}
	s.SayProblems(problems)
	none := fmt.Sprintf("nothing is heard more than before from %s since %s", text.Count(o.People, "person", "people"), cli.ShortDate(since, s.Today()))
	if heard.Past == 0 {
		none = "there are no notes of the year before " + cli.ShortDate(since, s.Today()) + " to compare with"
	}
	if o.NoNames && heard.Past > 0 {
		return plainly(ctx, s, w, heard, since, o)
	}
	l := render.Listing[screen.Rising]{Columns: screen.Risings}
	for _, r := range heard.Rising {
		l.Rows = append(l.Rows, screen.Rising{Rising: r, Today: s.Today()})
	}
	if o.As.Data() || len(l.Rows) == 0 || !s.Output().TTY {
		return cli.Print(ctx, s, o.As, &l, none)
	}
	return s.Paged(ctx, func(out render.Output) error { return screen.WriteRising(out, l.Rows) })
}

// plainly lists only words and counts, or writes them to a file, and says what is
// left out.
func plainly(ctx context.Context, s *cli.Session, w *cli.Workspace, heard themes.Heard, since when.Date, o RisingOptions) error {
	told, left, err := heard.Plain(w.Folder)
	if err != nil {
		return err
	}
	l := render.Listing[themes.Plain]{Columns: screen.Plains, Rows: told}
	if o.Into != "" && len(l.Rows) > 0 {
		if err = s.WriteApart(w, o.Into, screen.PlainNote(l.Rows, since, s.Today())); err == nil {
			fmt.Fprintln(s.Env.Stdout, s.InDir(o.Into))
		}
	} else {
		err = cli.Print(ctx, s, o.As, &l, "nothing can be told without names since "+cli.ShortDate(since, s.Today()))
	}
	if err != nil {
		return err
	}
	s.Say("left out: names, every line, private notes%s", fewerText(heard.Fewer))
	if len(left.LikeNames) > 0 {
		s.Say("left out, for they may be names: %s", strings.Join(left.LikeNames, ", "))
	}
	if len(left.OfFewer) > 0 {
		s.Say("left out, in the words of fewer than %d people: %s", fewest, strings.Join(left.OfFewer, ", "))
	}
	return nil
}

func fewerText(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(", and %s that fewer than %d people said", text.Count(n, "word", "words"), fewest)
}

// putBy returns a function that reports whether the keeper put a question into a
// note: one from "ask", word for word. A similar one is somebody's own.
func putBy(w *cli.Workspace) func(words string) bool {
	asks := sync.OnceValue(func() map[string]bool {
		set := map[string]bool{}
		for _, q := range template.LoadBank(w.FS).Questions {
			set[lookup.Fold(q.Text)], set[lookup.Fold(q.FollowUp)] = true, true
		}
		return set
	})
	return func(words string) bool { return asks()[lookup.Fold(words)] }
}
