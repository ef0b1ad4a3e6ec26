package reading

import (
	"context"
	"io/fs"
	"slices"

	"oneonone/internal/cli"
	"oneonone/internal/merge"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/internal/when"
	"oneonone/internal/writing"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// ShowOptions say how much of a running doc is shown, and how.
type ShowOptions struct {
	Last    int
	Since   string
	All     bool
	Raw     bool
	At      string
	Private bool // the private notes instead
	As      cli.Format
}

// Show shows someone's running doc: the top page and the newest entries, or
// one day's.
func Show(ctx context.Context, s *cli.Session, args []string, o ShowOptions) error {
	w, err := s.OpenSettled()
	if err != nil {
		return err
	}
	p, err := w.Find(args[0])
	if err != nil {
		return err
	}
	if o.Private {
		shown, err := writing.PrivateNotes(w, p.Handle, o.Raw)
		if err != nil {
			return err
		}
		if len(shown) == 0 {
			s.Say("no private notes about %s: oneonone edit %s --private", p.Handle, p.Handle)
		}
		return Notes(ctx, s, shown, o.As)
	}
	if o.At != "" {
		if w, err = s.OpenAsOf(ctx, w, p, o.At); err != nil {
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
			shown = append(shown, screen.Note{Path: top.Path, Src: top.Src, Raw: o.Raw})
		}
		refs, err = EntriesWanted(s, refs, o)
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
		n.Raw = o.Raw
		shown = append(shown, n)
	}
	if err := Notes(ctx, s, shown, o.As); err != nil {
		return err
	}
	if len(args) == 1 && len(refs) < total && o.Since == "" && !o.As.Data() {
		s.Say("%d of %d entries; --all shows every one", len(refs), total)
	}
	return nil
}

// EntriesWanted are those of some entries, the oldest first, that options name.
func EntriesWanted(s *cli.Session, refs []page.EntryRef, o ShowOptions) ([]page.EntryRef, error) {
	switch {
	case o.Since != "":
		since, err := when.ParseFrom(o.Since, s.Today(), when.Past)
		if err != nil {
			return nil, cli.Usage(err)
		}
		return slices.DeleteFunc(refs, func(r page.EntryRef) bool { return r.Date.Before(since) }), nil
	case o.All || len(refs) <= o.Last:
		return refs, nil
	case o.Last < 0:
		return nil, cli.Usagef("invalid --last %d: must be 1 or more", o.Last)
	}
	return refs[len(refs)-o.Last:], nil
}

// Notes prints notes one after another, in a pager on a terminal. One whose front
// matter cannot be read is printed as it is.
func Notes(ctx context.Context, s *cli.Session, shown []screen.Note, as cli.Format) error {
	for i, n := range shown {
		if fault := markdown.FrontFault(n.Path, n.Src); fault != nil {
			s.SayProblems([]markdown.Problem{*fault})
			shown[i].Raw = true
		}
		if conflict := merge.Conflict(n.Path, n.Src); conflict != nil {
			s.SayProblems([]markdown.Problem{*conflict})
		}
	}
	if as.Data() {
		return cli.Print(ctx, s, as, &render.Listing[screen.Note]{Columns: screen.Notes, Rows: shown}, "")
	}
	return s.Paged(ctx, func(out render.Output) error { return screen.WriteNotes(out, shown) })
}
