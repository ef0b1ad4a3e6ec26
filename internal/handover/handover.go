package handover

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing/fstest"

	"oneonone/internal/cli"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/page"
)

// Options say what is handed over, and where to.
type Options struct {
	Since   string   // the first day whose entries are offered, "" for all
	Entries []string // the days whose entries go; the user is then not asked about others
	Also    []string // the parts of an unshared doc that go: goals, agreement
	Page    string   // the page's file, to edit before it goes; "" for a temporary one
	Dir     string   // the folder for the next manager
	DryRun  bool
}

// The parts of a doc besides its entries.
const (
	goalsPart     = "goals"
	agreementPart = "agreement"
)

// Run hands what both people had seen to the next manager: first a page, to edit
// and cut, then a folder made from the page.
func Run(ctx context.Context, s *cli.Session, word string, o Options) error {
	w, people, err := s.OpenWith([]string{word})
	if err != nil {
		return err
	}
	p := people[0]
	switch {
	case p.Named != nil:
		return fmt.Errorf("%s is a doc about you: whoever meets you hands it over", p.Handle)
	case o.Dir == "" && o.Page == "" && !o.DryRun:
		return cli.Hinted(cli.Usagef("neither a page nor a folder to hand over"), "oneonone handover %s --page %s.md writes the page; -o DIR makes the folder", p.Handle, p.Handle)
	}
	if o.Dir, err = freeDir(s, w, o.Dir); err != nil {
		return err
	}
	o.Page = s.InDir(o.Page)
	text, err := os.ReadFile(o.Page)
	switch written := o.Page != "" && err == nil; {
	case written && o.Dir == "":
		return cli.Hinted(fmt.Errorf("%s already exists", o.Page), "edit it, let %s strike from it, then: oneonone handover %s --page FILE -o DIR", p.FirstName(), p.Handle)
	case written && len(o.Entries)+len(o.Also) > 0:
		return cli.Usagef("%s already exists: what it says is what goes", o.Page)
	case written:
		return makeFolder(ctx, s, o.Dir, p, text)
	case o.Page != "" && !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if text, err = compose(ctx, s, w, p, o); err != nil {
		return err
	}
	if o.DryRun {
		_, err := s.Env.Stdout.Write(text)
		return err
	}
	return goes(ctx, s, w, p, o, text)
}

// goes takes a new page one step further: into its file, or through the user's
// editor into the folder.
func goes(ctx context.Context, s *cli.Session, w *cli.Workspace, p *notes.Person, o Options, src []byte) (err error) {
	if o.Page != "" {
		if err := s.WriteApart(w, o.Page, src); err != nil {
			return err
		}
		fmt.Fprintln(s.Env.Stdout, o.Page)
		s.Say("next: edit the page, let %s strike from it, then: oneonone handover %s --page %s -o DIR", p.FirstName(), p.Handle, text.ShellWord(o.Page))
		return nil
	}
	if s.Interactive() {
		if src, err = edited(ctx, s, p, src); err != nil {
			return err
		}
	}
	sure, err := s.Confirm(ctx, fmt.Sprintf("Has %s seen this page, and may it go as it stands?", p.FirstName()))
	if err != nil {
		return err
	}
	if !sure {
		return cli.Hinted(errors.New("nothing was handed over"), "oneonone handover %s --page FILE keeps the page, for %s to strike from; --yes lets it go as it is", p.Handle, p.FirstName())
	}
	return makeFolder(ctx, s, o.Dir, p, src)
}

// edited is the page as it comes back from the editor.
func edited(ctx context.Context, s *cli.Session, p *notes.Person, src []byte) ([]byte, error) {
	dir, err := os.MkdirTemp("", "oneonone-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, p.Handle+".md")
	if err := os.WriteFile(file, src, 0o600); err != nil {
		return nil, err
	}
	if err := s.EditFile(ctx, file, 1); err != nil {
		return nil, err
	}
	return os.ReadFile(file)
}

// freeDir is the absolute path of the folder to make: it must be missing or
// empty, and not among these notes.
func freeDir(s *cli.Session, w *cli.Workspace, dir string) (string, error) {
	if dir == "" {
		return "", nil
	}
	dir = s.InDir(dir)
	if _, inside := w.Inside(dir); inside {
		return "", cli.Hinted(fmt.Errorf("%s lies in your own notes folder", dir), "choose a place outside of %s", w.Dir)
	}
	if files, err := os.ReadDir(dir); err == nil && len(files) > 0 {
		return "", cli.Hinted(fmt.Errorf("%s already exists and is not empty", dir), "choose another place: -o DIR")
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	return dir, nil
}

// compose makes the page of what both had seen: what was sent of a shared doc; of
// any other, what the user says both have seen.
func compose(ctx context.Context, s *cli.Session, w *cli.Workspace, p *notes.Person, o Options) ([]byte, error) {
	since, err := s.ParseDay(o.Since, when.Date{})
	if err != nil {
		return nil, err
	}
	sent, shared, err := w.History.SeenNotes(ctx, p.Handle)
	if err != nil {
		return nil, err
	}
	f, also := w.Folder, o.Also
	if shared {
		if also = []string{goalsPart, agreementPart}; len(sent) == 0 {
			return nil, cli.Hinted(fmt.Errorf("nothing of the doc has been sent to %s yet", p.FirstName()), "oneonone sync %s", p.Handle)
		}
		if f, err = folderOf(w, sent); err != nil {
			return nil, err
		}
	}
	d := &doc{f: f, p: f.Person(p.Handle), me: w.Settings.Me}
	if d.me == "" {
		return nil, cli.Hinted(errors.New("your name is not known"), "oneonone config me \"Your Name\"")
	}
	if err := d.read(s.Today()); err != nil {
		return nil, err
	}
	if !shared {
		if also, err = d.askParts(ctx, s, o); err != nil {
			return nil, err
		}
	}
	if d.chosen, err = d.choose(ctx, s, o, since); err != nil {
		return nil, err
	}
	return d.page(also, shared), nil
}

// folderOf is the folder with other notes about one person, and nobody else's.
func folderOf(w *cli.Workspace, files map[string][]byte) (*notes.Folder, error) {
	settings, err := fs.ReadFile(w.FS, page.SettingsFile)
	if err != nil {
		return nil, err
	}
	fsys := fstest.MapFS{page.SettingsFile: {Data: settings}}
	for path, src := range files {
		fsys[path] = &fstest.MapFile{Data: src}
	}
	f, err := notes.OpenFolder(fsys)
	if err == nil {
		f.Today = w.Today
	}
	return f, err
}

// askParts asks which parts of an unshared doc both have seen.
func (d *doc) askParts(ctx context.Context, s *cli.Session, o Options) ([]string, error) {
	for _, part := range o.Also {
		if part != goalsPart && part != agreementPart {
			return nil, cli.Usagef("no part %q: try %s or %s", part, goalsPart, agreementPart)
		}
	}
	if len(o.Also) > 0 || !s.Interactive() {
		return o.Also, nil
	}
	var taken []string
	for _, part := range []string{goalsPart, agreementPart} {
		lines := d.part(part)
		if lines == "" {
			continue
		}
		s.Say("%s\n%s", strings.ToUpper(part[:1])+part[1:]+":", strings.TrimSpace(lines))
		if yes, err := chosen(ctx, s, "Has "+d.p.FirstName()+" seen that, and may it go?"); err != nil {
			return nil, err
		} else if yes {
			taken = append(taken, part)
		}
	}
	return taken, nil
}

// choose returns the entries that go, asking about each.
func (d *doc) choose(ctx context.Context, s *cli.Session, o Options, since when.Date) ([]page.EntryRef, error) {
	var offered, taken []page.EntryRef
	for _, e := range d.entries {
		if !e.Date.Before(since) && body(e) != "" {
			offered = append(offered, e.Ref())
		}
	}
	for _, word := range o.Entries {
		on, err := s.EntriesOn(d.p, offered, word)
		if err != nil {
			return nil, err
		}
		taken = append(taken, on...)
	}
	if len(o.Entries) > 0 || !s.Interactive() {
		return taken, nil
	}
	for _, ref := range offered {
		e := d.entries[slices.IndexFunc(d.entries, func(e *page.Entry) bool { return e.Path == ref.Path })]
		s.Say("%s\n%s", cli.ShortPath(ref.Path), body(e))
		yes, err := chosen(ctx, s, "Has "+d.p.FirstName()+" seen this entry, and may it go?")
		if err != nil {
			return nil, err
		}
		if yes {
			taken = append(taken, ref)
		}
	}
	return taken, nil
}

// chosen asks about one thing. --yes does not answer it: what goes is chosen one
// by one.
func chosen(ctx context.Context, s *cli.Session, question string) (bool, error) {
	answer, err := s.AskFor(ctx, question+" y or n", "n")
	if errors.Is(err, io.EOF) {
		return false, nil
	}
	return err == nil && strings.HasPrefix(strings.ToLower(answer), "y"), err
}
