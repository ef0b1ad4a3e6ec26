package sharing

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"oneonone/internal/cli"
	"oneonone/internal/gitstore"
	"oneonone/internal/remote"
	"oneonone/internal/rootfs"
	"oneonone/internal/shared"
	"oneonone/internal/text"
	"oneonone/notes"
	"oneonone/notes/habits"
	"oneonone/notes/page"
	"oneonone/notes/settings"
)

// joining is where a doc is cloned before it is known whose it is: no handle
// begins with a dot.
const joining = "people/.joining"

// Join clones a doc that somebody shares into the folder, as the notes about the
// other of the two people. handle is theirs here, "" for one made from the name;
// no handle may be a reserved word. The folder is made if there is none.
func Join(ctx context.Context, s *cli.Session, url, handle string, reserved func(string) bool) error {
	url, err := cli.Address(s.Env.Dir, url)
	if err != nil {
		return err
	}
	saved, err := s.EnsureFolder(ctx, false, func() error {
		_, _, err := remote.HeadOf(ctx, gitstore.New(s.Env.Environ), url, remote.Options{Ask: s.Interactive()})
		return err
	})
	if err != nil {
		return err
	}
	w, err := s.Open()
	if err != nil {
		return err
	}
	place := w.Shown(joining)
	if err := os.RemoveAll(place); err != nil { // left by a killed run
		return err
	}
	begun, err := notYet(ctx, s, w, url)
	if err != nil {
		return err
	}
	handle = cmp.Or(begun, handle)
	defer os.RemoveAll(place)
	defer cli.NarrowMask()()
	var at seat
	git := w.History.Repos().Git
	err = remote.Clone(ctx, git, url, place, remote.Options{Ask: s.Interactive(), Git: git}, func(dir string) (err error) {
		if at, err = look(ctx, s, w, dir, url); err == nil {
			at.handle, err = handleFor(w, at.them, handle, url, reserved)
		}
		if err == nil {
			err = shared.SetUp(ctx, git, dir, url)
		}
		return err
	})
	if err != nil {
		return err
	}
	return at.take(ctx, s, place, url, saved)
}

// notYet refuses a doc that is here already, and the folder's own remote. begun is
// the handle of one that a killed run has already registered.
func notYet(ctx context.Context, s *cli.Session, w *cli.Workspace, url string) (begun string, err error) {
	for handle, known := range w.Settings.Shared {
		switch {
		case !remote.SamePlace(known, url, w.Dir):
		case w.HasDir("people/" + handle):
			return "", cli.Hinted(fmt.Errorf("that doc is already here, as %s", handle), "oneonone sync %s brings what is new", handle)
		default:
			begun = handle
		}
	}
	return begun, keptThere(ctx, s, w, url, "none of them", nil)
}

// seat is the place in a doc that the user takes.
type seat struct {
	me     string // the name to be remembered as the owner's, "" when it is known
	them   *notes.Person
	handle string
}

// look finds out whose doc a clone is, before anything of it is in place.
func look(ctx context.Context, s *cli.Session, w *cli.Workspace, dir, url string) (at seat, err error) {
	shown := remote.Shown(url)
	if _, err := os.Lstat(filepath.Join(dir, page.SettingsFile)); err == nil {
		return at, cli.Hinted(fmt.Errorf("what is at %s is a whole notes folder, not one shared doc", shown), "on a laptop of your own: oneonone init --from %s", shown)
	}
	src, err := rootfs.ReadUnlinked(filepath.Join(dir, page.TopPageFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return at, fmt.Errorf("reading %s of %s: %w", page.TopPageFile, shown, err)
	}
	if at.them = w.Across(src, ""); at.them.Doc == nil {
		return at, cli.Hinted(fmt.Errorf("what is at %s is not a shared doc: its %s has no with: line", shown, page.TopPageFile),
			"whoever keeps it shares it with: oneonone share HANDLE URL")
	}
	doc := at.them.Doc
	two := doc.Named.Names[0] + " and " + doc.With.Names[0]
	if !doc.Known && len(w.Settings.Called()) == 0 && s.Interactive() {
		s.Say("the doc is between %s", two)
		if at.me, err = s.AskFor(ctx, "Your name", doc.Named.Names[0]); err != nil {
			return at, err
		}
		at.them = w.Across(src, at.me)
	}
	if !at.them.Doc.Known {
		who := "cannot tell which of them you are"
		if me := cmp.Or(at.me, w.Settings.Me); me != "" {
			who = "you are " + me
		}
		return at, cli.Hinted(fmt.Errorf("the doc is between %s, and %s", two, who),
			"if you are one of them: oneonone config me %s, then join again", text.ShellWord(doc.Named.Names[0]))
	}
	return at, nil
}

// handleFor is the handle that the other person gets here: the one asked for, or
// one made from the name.
func handleFor(w *cli.Workspace, them *notes.Person, asked, url string, reserved func(string) bool) (string, error) {
	again := "oneonone join " + text.ShellWord(remote.Shown(url)) + " HANDLE"
	taken := func(h string) bool {
		return w.HasDir("people/"+h) || w.HasDir(page.PrivateDir+"/people/"+h) || reserved(h)
	}
	if asked == "" {
		if known, err := w.Find(them.Name); err == nil && slices.Contains(known.Called(), them.Name) {
			return "", cli.Hinted(fmt.Errorf("you already have notes about %s, as %s", them.Name, known.Handle),
				"to keep both: %s; they stay apart", again)
		}
		handle, err := notes.HandleFor(them.Name, taken)
		if err != nil {
			return "", cli.Hinted(err, "choose a handle: %s", again)
		}
		return handle, nil
	}
	if err := page.ValidHandle(asked); err != nil {
		return "", cli.Usage(err)
	}
	switch {
	case reserved(asked):
		return "", cli.Hinted(cli.Usagef("the handle %q is the name of a command", asked), "choose another: %s", again)
	case taken(asked):
		return "", cli.Hinted(fmt.Errorf("there are already notes about %s", asked), "choose another handle: %s", again)
	}
	return asked, nil
}

// take puts the clone in place, after registering it in the folder: if a kill
// comes in between, the next sync clones it.
func (at seat) take(ctx context.Context, s *cli.Session, clone, url string, saved []string) error {
	dir := "people/" + at.handle
	_, err := s.Change(ctx, false, func(w *cli.Workspace) (*cli.Plan, error) {
		changes, err := register(w.FS, at.handle, url)
		if err == nil && at.me != "" {
			changes[0].New, err = settings.Set(changes[0].New, "me", at.me, habits.Names)
		}
		return &cli.Plan{Changes: changes, Saved: saved, Message: quiet(at.handle + ": join the doc shared with " + at.them.Name)}, err
	})
	if err != nil {
		return err
	}
	w, err := s.Open()
	if err != nil {
		return err
	}
	if err := os.Rename(clone, w.Shown(dir)); err != nil {
		return err
	}
	if err := cmp.Or(w.History.InitAt(dir), w.History.SetDriver(ctx)); err != nil { // the folder ignores it
		return err
	}
	refs, err := w.Entries(at.handle)
	if err != nil {
		return err
	}
	fmt.Fprintln(s.Env.Stdout, w.Shown(dir))
	s.Say("%s: the doc of %s and you, with %s; %s can read what you write into it", at.handle, at.them.Name, text.Count(len(refs), "meeting", "meetings"), at.them.FirstName())
	s.Say("next: oneonone %s, and oneonone sync sends and brings what is new", at.handle)
	return nil
}
