package cmd

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/lookup"
	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

type showOptions struct {
	last  int
	since string
	all   bool
	raw   bool
	at    string
	// private shows the private notes instead.
	private bool
}

// shownByDefault is how many entries show gives when nothing is said: about a
// month of a weekly 1:1 and a little more.
const shownByDefault = 5

func newShowCmd(s *cli.Session) *cobra.Command {
	var o showOptions
	c := &cobra.Command{
		Use:   "show PERSON [DATE]",
		Short: "Read the running doc, newest entry first",
		Long: `Read the running doc: the top page, then the entries, newest first. With a
date, just that day's. On a terminal it is laid out for reading; piped, it is
plain Markdown.`,
		Example: `  oneonone show alice
  oneonone show alice 2026-11-13
  oneonone show alice --since "3 months ago"
  oneonone show alice --all > alice.md
  oneonone show alice --at 2026-06-30     as it stood that day`,
		Args:              cli.ArgsBetween(1, 2),
		ValidArgsFunction: cli.CompletePersonAndEntry(s),
		RunE:              func(c *cobra.Command, args []string) error { return runShow(c.Context(), s, args, o) },
	}
	f := c.Flags()
	f.IntVar(&o.last, "last", shownByDefault, "how many entries")
	f.StringVar(&o.since, "since", "", "entries since a day")
	f.BoolVar(&o.all, "all", false, "every entry")
	f.StringVar(&o.at, "at", "", "as everything stood at the end of a day, at a time, or in a commit of the log")
	f.BoolVar(&o.private, "private", false, "your private notes about them instead")
	f.BoolVar(&o.raw, "raw", false, "print the files as they are, front matter included")
	c.MarkFlagsMutuallyExclusive("last", "since", "all")
	cli.CompleteFlag(c, "since", cli.CompletePastDates(s))
	cli.CompleteFlag(c, "at", cli.CompletePastDates(s))
	return c
}

// shownNote is a note to be read.
type shownNote struct {
	path string
	src  []byte
}

func runShow(ctx context.Context, s *cli.Session, args []string, o showOptions) error {
	w, err := s.Open()
	if err != nil {
		return err
	}
	p, err := w.Find(args[0])
	if err != nil {
		return err
	}
	if o.private {
		shown, err := privateNotes(w, p.Handle)
		if err != nil {
			return err
		}
		if len(shown) == 0 {
			s.Say("no private notes about %s: oneonone edit %s --private", p.Handle, p.Handle)
		}
		return showNotes(ctx, s, shown, o.raw)
	}
	if o.at != "" {
		if w, err = s.OpenAsOf(ctx, w, p, o.at); err != nil {
			return err
		}
	}
	refs, err := w.Entries(p.Handle)
	if err != nil {
		return err
	}
	total := len(refs)
	var shown []shownNote
	if len(args) == 2 {
		refs, err = entriesOn(s, p, refs, args[1])
	} else {
		if top := w.Top(p.Handle); top != nil {
			shown = append(shown, shownNote{top.Path, top.Src})
		}
		refs, err = entriesWanted(s, refs, o)
	}
	if err != nil {
		return err
	}
	for _, r := range slices.Backward(refs) {
		src, err := fs.ReadFile(w.FS, r.Path)
		if err != nil {
			s.Say("%s: cannot be read: %v", r.Path, err)
			continue
		}
		shown = append(shown, shownNote{r.Path, src})
	}
	if err := showNotes(ctx, s, shown, o.raw); err != nil {
		return err
	}
	if len(args) == 1 && len(refs) < total && o.since == "" {
		s.Say("%d of %d entries; --all shows every one", len(refs), total)
	}
	return nil
}

func entriesWanted(s *cli.Session, refs []page.EntryRef, o showOptions) ([]page.EntryRef, error) {
	switch {
	case o.since != "":
		since, err := when.ParseFrom(o.since, s.Today(), when.Past)
		if err != nil {
			return nil, cli.Usage(err)
		}
		return slices.DeleteFunc(refs, func(r page.EntryRef) bool { return r.Date.Before(since) }), nil
	case o.all || len(refs) <= o.last:
		return refs, nil
	case o.last < 0:
		return nil, cli.Usagef("--last %d is no number of entries", o.last)
	}
	return refs[len(refs)-o.last:], nil
}

// entriesOn are the entries of a day. A day without one names the nearest.
func entriesOn(s *cli.Session, p *notes.Person, refs []page.EntryRef, word string) ([]page.EntryRef, error) {
	day, n, err := s.ParseEntryDay(word)
	if err != nil {
		return nil, err
	}
	var on []page.EntryRef
	var near page.EntryRef
	for _, r := range refs {
		if r.Date == day && (n == 0 || r.N == n) {
			on = append(on, r)
		}
		if near.Path == "" || cli.Abs(r.Date.Sub(day)) < cli.Abs(near.Date.Sub(day)) {
			near = r
		}
	}
	if len(on) > 0 {
		return on, nil
	}
	e := &lookup.NotFoundError{What: "entry of " + p.Handle + " on", Name: day.String(), Next: fmt.Sprintf("oneonone new %s --date %s", p.Handle, day)}
	if near.Path != "" {
		e.Near = []string{near.Date.String()}
	}
	return nil, e
}

// showNotes prints notes one below the other: laid out and paged on a
// terminal, as Markdown without front matter when piped, and as they are with
// raw.
func showNotes(ctx context.Context, s *cli.Session, shown []shownNote, raw bool) error {
	return s.Paged(ctx, func(out render.Output) error {
		for i, n := range shown {
			if i > 0 {
				fmt.Fprintln(out.W)
			}
			fault := notes.FrontFault(n.path, n.src)
			if fault != nil {
				s.SayProblems([]markdown.Problem{*fault})
			}
			if err := showNote(out, n, raw || fault != nil); err != nil {
				return err
			}
		}
		return nil
	})
}

func showNote(out render.Output, n shownNote, raw bool) error {
	if raw {
		_, err := io.WriteString(out.W, out.Text(string(n.src)))
		return err
	}
	body := bytes.TrimLeft(notes.Body(n.src), "\r\n")
	if out.TTY {
		return render.Reading(out, body)
	}
	if len(body) > 0 && body[len(body)-1] != '\n' {
		body = append(bytes.Clone(body), '\n')
	}
	_, err := out.W.Write(body)
	return err
}
