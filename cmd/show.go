package cmd

import (
	"context"
	"io/fs"
	"slices"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/internal/when"
	"oneonone/internal/writing"
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
	// list lists the entries instead.
	list bool
	as   cli.Format
}

// shownByDefault is how many entries show gives when nothing is said: about a
// month of a weekly 1:1 and a little more.
const shownByDefault = 5

func newShowCmd(s *cli.Session) *cobra.Command {
	var o showOptions
	c := &cobra.Command{
		Use:   "show PERSON [DATE] | --list [PERSON...]",
		Short: "Read the running doc, newest entry first",
		Long: `Read the running doc: the top page, then the entries, newest first. With a
date, just that day's. On a terminal it is laid out for reading; piped, it is
plain Markdown. --list lists entries instead, of everybody or of some.`,
		Example: `  oneonone show alice
  oneonone show alice 2026-11-13
  oneonone show alice --since "3 months ago"
  oneonone show alice --all > alice.md
  oneonone show alice --at 2026-06-30     as it stood that day
  oneonone show --list --since "2 weeks ago"`,
		Args: func(c *cobra.Command, args []string) error {
			if o.list {
				return nil
			}
			return cli.ArgsBetween(1, 2)(c, args)
		},
		ValidArgsFunction: cli.CompletePersonAndEntry(s),
		RunE: func(c *cobra.Command, args []string) error {
			if o.list {
				return runList(c.Context(), s, args, o.since, o.as)
			}
			return runShow(c.Context(), s, args, o)
		},
	}
	f := c.Flags()
	f.IntVar(&o.last, "last", shownByDefault, "how many entries")
	f.StringVar(&o.since, "since", "", "entries since a day")
	f.BoolVar(&o.all, "all", false, "every entry")
	f.StringVar(&o.at, "at", "", "as everything stood at the end of a day, at a time, or in a commit from the log")
	f.BoolVar(&o.private, "private", false, "your private notes about them instead")
	f.BoolVar(&o.raw, "raw", false, "print the files as they are, front matter included")
	f.BoolVar(&o.list, "list", false, "list the entries, newest first")
	c.MarkFlagsMutuallyExclusive("last", "since", "all")
	for _, other := range []string{"last", "all", "at", "private", "raw"} {
		c.MarkFlagsMutuallyExclusive("list", other)
	}
	cli.BindFormat(s, c, &o.as, screen.Notes)
	cli.AlsoPrints(s, c, "--list", screen.Entries)
	cli.CompleteFlag(c, "since", cli.CompletePastDates(s))
	cli.CompleteFlag(c, "at", cli.CompletePastDates(s))
	return c
}

func runShow(ctx context.Context, s *cli.Session, args []string, o showOptions) error {
	w, err := s.OpenSettled()
	if err != nil {
		return err
	}
	p, err := w.Find(args[0])
	if err != nil {
		return err
	}
	if o.private {
		shown, err := writing.PrivateNotes(w, p.Handle, o.raw)
		if err != nil {
			return err
		}
		if len(shown) == 0 {
			s.Say("no private notes about %s: oneonone edit %s --private", p.Handle, p.Handle)
		}
		return showNotes(ctx, s, shown, o.as)
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
	var shown []screen.Note
	if len(args) == 2 {
		refs, err = s.EntriesOn(p, refs, args[1])
	} else {
		if top := w.Top(p.Handle); top != nil {
			shown = append(shown, screen.Note{Path: top.Path, Src: top.Src, Raw: o.raw})
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
		n := screen.EntryNote(w.Grammar().ParseEntry(r.Path, src))
		n.Raw = o.raw
		shown = append(shown, n)
	}
	if err := showNotes(ctx, s, shown, o.as); err != nil {
		return err
	}
	if len(args) == 1 && len(refs) < total && o.since == "" && !o.as.Data() {
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
		return nil, cli.Usagef("invalid --last %d: must be 1 or more", o.last)
	}
	return refs[len(refs)-o.last:], nil
}

// showNotes prints notes one below the other, paged on a terminal. One whose
// front matter cannot be read is printed as it is.
func showNotes(ctx context.Context, s *cli.Session, shown []screen.Note, as cli.Format) error {
	for i, n := range shown {
		if fault := notes.FrontFault(n.Path, n.Src); fault != nil {
			s.SayProblems([]markdown.Problem{*fault})
			shown[i].Raw = true
		}
		if conflict := page.Conflict(n.Path, n.Src); conflict != nil {
			s.SayProblems([]markdown.Problem{*conflict})
		}
	}
	if as.Data() {
		return cli.Print(ctx, s, as, &render.Listing[screen.Note]{Columns: screen.Notes, Rows: shown}, "")
	}
	return s.Paged(ctx, func(out render.Output) error { return screen.WriteNotes(out, shown) })
}
