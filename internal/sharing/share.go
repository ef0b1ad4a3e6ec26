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
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/exchange"
	"oneonone/internal/history"
	"oneonone/internal/remote"
	"oneonone/internal/shared"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/habits"
	"oneonone/notes/page"
	"oneonone/notes/settings"
)

// Options say how much of a doc is shared; there is no default.
type Options struct {
	Since  string
	All    bool
	DryRun bool
}

// since is the first day that may be read.
func (o Options) since(s *cli.Session) (when.Date, error) {
	if o.All == (o.Since != "") {
		return when.Date{}, cli.Hinted(cli.Usagef("share needs to know how much may be read: --since DAY, or --all"),
			"oneonone share alice URL --since 2026-11-20 --dry-run shows what that would be")
	}
	if o.All {
		return when.Date{}, nil
	}
	return s.ParseDay(o.Since, s.Today())
}

// Share lets the person whom a doc is about read it, in a repository at url.
func Share(ctx context.Context, s *cli.Session, word, url string, o Options) error {
	since, err := o.since(s)
	if err != nil {
		return err
	}
	if url, err = cli.Address(s.Env.Dir, url); err != nil {
		return err
	}
	defer cli.NarrowMask()()
	d, err := share(ctx, s, word, url, since, o.DryRun)
	var changed *history.ChangedError
	for errors.As(err, &changed) && ctx.Err() == nil {
		s.Say("%s changed since it was shown", changed.Path)
		d, err = share(ctx, s, word, url, since, o.DryRun)
	}
	if err != nil || o.DryRun {
		return err
	}
	if err := exchange.SyncDoc(ctx, s, d.p.Handle); err != nil {
		return err
	}
	fmt.Fprint(s.Env.Stdout, letter(d.w.Settings.Me, d.p, url, d.hasHopper()))
	return nil
}

// share shows what will be read, asks, and does it. It records exactly what it
// asked about: if a note has changed by then it fails, and has to be run again.
func share(ctx context.Context, s *cli.Session, word, url string, since when.Date, dryRun bool) (*doc, error) {
	w, err := s.Open()
	if err != nil {
		return nil, err
	}
	p, err := w.Find(word)
	if err != nil {
		return nil, err
	}
	if w.Settings.Shared[p.Handle] == url && begun(w, p.Handle) { // a killed run had done everything except tell the folder
		d := &doc{w: w, p: p}
		return d, cmp.Or(d.topPage(), d.tell(ctx, url))
	}
	branch, err := shareable(ctx, s, w, p, url)
	if err != nil {
		return nil, err
	}
	if !dryRun {
		if err := s.SaveEdits(ctx, w, []string{page.TopPagePath(p.Handle)}); err != nil {
			return nil, err
		}
	}
	d, err := planDoc(w, p, since)
	if err != nil {
		return nil, err
	}
	d.show(s)
	if dryRun {
		s.Say("nothing was changed (--dry-run)")
		return d, nil
	}
	ok, err := s.Confirm(ctx, fmt.Sprintf("let %s read this, at %s?", p.FirstName(), remote.Shown(url)))
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, cli.Hinted(errors.New("nothing was shared"), "in scripts: oneonone --yes share …")
	}
	if err := d.askPromises(ctx, s); err != nil {
		return nil, err
	}
	return d, d.perform(ctx, url, branch)
}

// shareable refuses a doc that cannot be shared, or not at that address, and
// returns the branch that the remote has there.
func shareable(ctx context.Context, s *cli.Session, w *cli.Workspace, p *notes.Person, url string) (branch string, err error) {
	at := "people/" + p.Handle
	switch own, err := w.History.Repos().At(at); {
	case err != nil:
		return "", err
	case w.IsShared(p.Handle):
		return "", cli.Hinted(fmt.Errorf("%s is already shared, at %s", p.Handle, remote.Shown(w.Settings.Shared[p.Handle])),
			"oneonone sync %s brings both together; oneonone share %s --stop ends it", p.Handle, p.Handle)
	case own != nil && !unfinished(ctx, own.Repo, url) && !begun(w, p.Handle):
		return "", cli.Hinted(fmt.Errorf("%s is already a git repository of its own", at), "move %s away first, if it is not needed", text.ShellWord(w.Shown(at+"/.git")))
	case !p.Archived.IsZero():
		return "", cli.Hinted(fmt.Errorf("%s is archived", p.Handle), "oneonone people archive %s --undo brings them back", p.Handle)
	case w.Settings.Me == "":
		return "", cli.Hinted(errors.New("the doc has to say who the other of the two is, and your name is not known"), "oneonone config me \"Sam Rivera\"")
	}
	if err := w.History.Kept(); err != nil {
		return "", err
	}
	if err := keptThere(ctx, s, w, url, at, nil); err != nil {
		return "", err
	}
	branch, tips, err := remote.HeadOf(ctx, w.History.Repos().Git, url, remote.Options{Ask: s.Interactive()})
	if err != nil {
		return "", err
	}
	return branch, keptThere(ctx, s, w, url, at, tips)
}

// keptThere refuses an address where other notes of the folder than those at a
// path are kept, going by the address or by the commits there.
func keptThere(ctx context.Context, s *cli.Session, w *cli.Workspace, url, at string, tips []string) error {
	repos, err := w.History.Repos().All()
	if err != nil {
		return err
	}
	for _, r := range repos {
		cfg, err := r.Config(ctx)
		if err != nil {
			return err
		}
		known := func(tip string) bool {
			_, err := r.Read(ctx, "cat-file", "-e", tip+"^{commit}")
			return err == nil
		}
		if r.Rel != at && (remote.Leads(cfg, r.Root, url, s.Env.Dir) || slices.ContainsFunc(tips, known)) {
			return cli.Hinted(fmt.Errorf("%s already has other notes: they would be seen with the doc", remote.Shown(url)),
				"a doc has a repository of its own")
		}
	}
	return nil
}

// letter is the message to send to the person.
func letter(me string, p *notes.Person, url string, hopper bool) string {
	where := `under "Hopper" in README.md`
	if !hopper {
		where = `under a heading "## Hopper" in README.md`
	}
	first, _, _ := strings.Cut(me, " ")
	return fmt.Sprintf(`
To send to %[1]s:

  Our 1:1 notes are at

    %[2]s

  You can read and edit them in the browser, there is nothing to install.

  - What you want to talk about goes %[3]s,
    a line each: "- How promotion works".
  - Each meeting is a file, such as 2026-11-20.md. Write into it what you like.
  - A box is something that one of us promised: "- [ ] %[4]s: send the plan".
    Put an x into it when it is done: "- [x]".
  - Change any line, mine too. I see what you changed, as you see what I did.
`, p.FirstName(), remote.Shown(url), where, first)
}

// register plans what the folder records about a shared doc: where it is, and that
// it is a repository of its own; with url "" that is removed. Changes that a
// killed run has already written are included, so that they are recorded.
func register(files fs.FS, handle, url string) ([]page.Change, error) {
	old, err := fs.ReadFile(files, page.SettingsFile)
	if err != nil {
		return nil, err
	}
	now, err := settings.SetShared(old, handle, url, habits.Names)
	if err != nil {
		return nil, err
	}
	changes := []page.Change{{Path: page.SettingsFile, Old: old, New: now}}
	rules, err := fs.ReadFile(files, ignoreFile)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	text, line := string(rules), ignoreLine(handle)
	if url == "" {
		text = strings.Replace(text, line, "", 1)
	} else if !strings.Contains("\n"+text, "\n"+line) {
		if text != "" && !strings.HasSuffix(text, "\n") {
			text += "\n"
		}
		text += line
	}
	if rules != nil || text != "" {
		changes = append(changes, page.Change{Path: ignoreFile, Old: rules, New: []byte(text)})
	}
	return changes, nil
}

// Renamed plans what the folder records about a shared doc under another handle.
func Renamed(f *notes.Folder, from, to string) ([]page.Change, error) {
	url := f.Settings.Shared[from]
	if url == "" {
		return nil, nil
	}
	changes, err := register(f.FS, from, "")
	if err != nil {
		return nil, err
	}
	settings, err := settings.SetShared(changes[0].New, to, url, habits.Names)
	if err != nil {
		return nil, err
	}
	changes[0].New = settings
	if len(changes) == 1 {
		changes = append(changes, page.Change{Path: ignoreFile})
	}
	changes[1].New = append(changes[1].New, ignoreLine(to)...)
	return changes, nil
}

const ignoreFile = ".gitignore"

func ignoreLine(handle string) string { return "/people/" + handle + "/\n" }

// perform moves what stays private, makes the doc a repository with one commit,
// and tells the folder. After a kill at any step, sharing again goes on.
func (d *doc) perform(ctx context.Context, url, branch string) error {
	h, at := d.w.History, "people/"+d.p.Handle
	changes, err := d.changes()
	if err != nil {
		return err
	}
	if err := cli.RefuseConflicts(changes); err != nil {
		return err
	}
	for _, c := range changes {
		if page.ParsePath(c.Path).Private {
			if err := h.InitAt(page.PrivateDir); err != nil {
				return err
			}
			break
		}
	}
	if _, err := h.Apply(ctx, changes, quiet(d.p.Handle+": make ready to be shared")); err != nil {
		return err
	}
	folder, err := h.Repos().Folder()
	if err != nil {
		return err
	}
	// After a kill from here on, this marks the repository found there as ours.
	if err := folder.Keep(beginning, []byte(d.p.Handle+"\n")); err != nil {
		return err
	}
	if err := h.InitAt(at); err != nil {
		return err
	}
	own, err := h.Repos().At(at)
	if err != nil {
		return err
	}
	here, _, err := own.Head(ctx)
	if err != nil {
		return err
	}
	if err := shared.Connect(ctx, own.Repo, url, strings.TrimPrefix(here, "refs/heads/"), branch); err != nil {
		return err
	}
	if _, err := h.Apply(ctx, d.asShown(), quiet("Share the doc")); err != nil {
		return err
	}
	return d.tell(ctx, url)
}

// tell records in the folder that the doc is a repository of its own, and where.
func (d *doc) tell(ctx context.Context, url string) error {
	more, err := register(d.w.FS, d.p.Handle, url)
	if err != nil {
		return err
	}
	folder, err := d.w.History.Repos().Folder()
	if err != nil {
		return err
	}
	if err := d.w.History.Forget(ctx, "people/"+d.p.Handle, more, quiet(d.p.Handle+": share the doc")); err != nil {
		return err
	}
	return os.Remove(filepath.Join(folder.GitDir, beginning))
}

// quiet is the message of a commit that undo skips.
func quiet(subject string) history.Message { return history.Message{Subject: subject, Edits: true} }
