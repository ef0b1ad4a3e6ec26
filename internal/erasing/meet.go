package erasing

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/gitrewrite"
	"oneonone/internal/history"
	"oneonone/internal/noterepo"
	"oneonone/internal/remote"
	"oneonone/internal/shared"
	"oneonone/notes/page"
)

// remoteOf is the remote of a repository, including that of a shared doc.
func remoteOf(sh history.Shared) (m *remote.Remote, isDoc bool) {
	if side, is := sh.Other.(*shared.Side); is {
		return side.Remote, true
	}
	m, _ = sh.Other.(*remote.Remote)
	return m, false
}

// Waits reports whether a remote still has what was erased here.
func Waits(sh history.Shared) bool {
	m, _ := remoteOf(sh)
	return m != nil && sh.Err == nil && gitrewrite.RemoteWas(sh.Repository().Repo, m.Tracking) != ""
}

// Replace replaces the history that a remote has had since before the erasure by
// the rewritten one. Where others have pushed in between, it is left to Meet.
func Replace(ctx context.Context, s *cli.Session, sh history.Shared, o remote.Options) error {
	if !Waits(sh) {
		return nil
	}
	r := sh.Repository()
	m, isDoc := remoteOf(sh)
	was := gitrewrite.RemoteWas(r.Repo, m.Tracking)
	refs, err := m.Refs(ctx, o)
	if err != nil {
		return err
	}
	switch refs[m.Theirs] {
	case was:
		_, now, err := r.Head(ctx)
		if isDoc { // only what the remote has, rewritten: what is new here is sent by the sync, as ever
			now, err = r.RefAt(ctx, m.Tracking)
		}
		if err != nil {
			return err
		}
		if err := m.Replace(ctx, o, was, now); err != nil {
			return err
		}
		s.Say("%s: its history is replaced by the one without what was erased", m.Name)
		sayOthers(ctx, s, r, m, refs)
	case "":
	default:
		return nil
	}
	return gitrewrite.Replaced(r.Repo)
}

// sayOthers names the branches and tags of a remote that may still have what was erased.
func sayOthers(ctx context.Context, s *cli.Session, r *noterepo.Repo, m *remote.Remote, refs map[string]string) {
	for _, ref := range slices.Sorted(maps.Keys(refs)) {
		if _, err := r.Read(ctx, "cat-file", "-e", refs[ref]); err != nil && ref != m.Theirs {
			s.Say("%s still has it in %s: oneonone git push %s :%s takes that away", m.Name, ref, m.Name, ref)
		}
	}
}

// Met is the repository to sync once what was erased on one side is erased on
// both.
type Met struct {
	history.Shared
	Close func()
}

// there is where the remote's branch is fetched to be looked at.
const there = "refs/oneonone/there"

// Meet goes on where a sync ended because one side still has what the other
// erased: what that side has since written about others is carried over, what was
// erased is not. When the sync ended for any other reason, it returns nil and
// cause.
func Meet(ctx context.Context, s *cli.Session, u *cli.Unread, sh history.Shared, o history.SyncOptions, cause error) (*Met, error) {
	m, isDoc := remoteOf(sh)
	var rewritten *remote.RewrittenError
	var still *gitrewrite.ErasedError
	if m == nil || !errors.As(cause, &rewritten) && !errors.As(cause, &still) && !errors.Is(cause, remote.ErrUnrelated) {
		return nil, cause
	}
	w, err := u.Read()
	if err != nil {
		return nil, errors.Join(cause, err)
	}
	o.Remote.Git = w.History.Repos().Git
	r := sh.Repository()
	tip, err := m.Look(ctx, o.Remote, there)
	if err != nil {
		return nil, err
	}
	forget := func() {
		if cmd, err := r.Command(ctx, nil, "update-ref", "-d", there); err == nil {
			cmd.Run() // if it stays, the next fetch overwrites it
		}
	}
	other, err := meet(ctx, s, w, sh, tip, o, cause)
	if over, ahead := other.(replacing); err == nil && isDoc && ahead {
		o.Remote.Vouched = true // the doc's own hook lets only a sync's commits pass, and these are ours
		err = m.Replace(ctx, o.Remote, over.was, over.carried)
	}
	if err != nil {
		forget()
		return nil, err
	}
	if !isDoc {
		sh.Other = other
	}
	return &Met{sh, forget}, nil
}

// meet erases on the side that still has what was erased, and returns the other side to
// sync with.
func meet(ctx context.Context, s *cli.Session, w *cli.Workspace, sh history.Shared, tip string, o history.SyncOptions, cause error) (history.OtherSide, error) {
	r := sh.Repository()
	m, isDoc := remoteOf(sh)
	_, head, err := r.Head(ctx)
	if err != nil {
		return nil, err
	}
	still, err := gitrewrite.StillErased(ctx, r.Repo, head, tip)
	if err != nil {
		return nil, err
	}
	if still == nil {
		return nil, cause
	}
	still.Title = m.Name
	if o.DryRun {
		return nil, still
	}
	old, now := tip, head
	if isDoc { // there only what was sent counts
		if now, err = r.RefAt(ctx, m.Tracking); err != nil {
			return nil, err
		}
	}
	if still.Here {
		if yes, err := s.Confirm(ctx, "notes were erased on another laptop: erase them here too?"); err != nil || !yes {
			return nil, errors.Join(err, still)
		}
		if err := o.Record(ctx); err != nil {
			return nil, err
		}
		if _, head, err = r.Head(ctx); err != nil {
			return nil, err
		}
		old, now = head, tip
	}
	rel, err := gitrewrite.Relate(ctx, r.Repo, old, now, still.IDs, history.RenamedBy, ofPerson)
	if err != nil {
		return nil, err
	}
	if len(rel.As) == 0 {
		return nil, cli.Hinted(still, "the two histories cannot be told apart: get what is there with oneonone init --from URL DIR, and copy over what is missing")
	}
	if err := carry(ctx, s, w, r, rel, still); err != nil {
		return nil, err
	}
	if still.Here {
		return m, nil
	}
	carried, err := r.RefAt(ctx, there)
	return replacing{m, carried, tip}, err
}

// ofPerson reports whether a directory holds one person's notes.
func ofPerson(dir string) bool { return path.Base(path.Dir(dir)) == "people" }

// carry rebuilds a repository so that the commits only the old history has follow
// on the new one.
func carry(ctx context.Context, s *cli.Session, w *cli.Workspace, r *noterepo.Repo, rel *gitrewrite.Relation, still *gitrewrite.ErasedError) error {
	rule := gitrewrite.Rule{
		Paths:   func(string) []string { return rel.Gone },
		Renamed: func(string) (string, string) { return "", "" },
		Neutral: history.NeutralMessage,
		Words:   func(text string) string { return text },
		Edit:    map[string]func([]byte) []byte{},
		Within:  still.IDs,
		As:      rel.As,
	}
	var gone, handles []string
	for _, p := range rel.Gone {
		at, ok := r.Outside(p)
		if !ok {
			continue
		}
		if _, err := fs.Stat(w.FS, at); err == nil && still.Here {
			gone = append(gone, at)
		}
		if !ofPerson(p) {
			continue
		}
		handles = append(handles, path.Base(p))
		one := &Erasure{handle: path.Base(p), names: namesOf(w, path.Base(p), w.Person(path.Base(p)))}
		words := rule.Words
		rule.Words = func(text string) string { return one.names.out(words(text)) }
		if r.Rel == "" {
			after := rule.Edit[page.SettingsFile]
			rules := rule.Edit[".gitignore"]
			rule.Edit[page.SettingsFile] = then(after, one.unshare)
			rule.Edit[".gitignore"] = then(rules, one.unignore)
		}
	}
	rule.Keep, _ = stopped(w, r, handles)
	err := swapAll(ctx, s, w, []*noterepo.Repo{r}, gone, func(*noterepo.Repo) (gitrewrite.Rule, error) { return rule, nil })
	r.Close()
	if err != nil {
		return err
	}
	if still.Here {
		s.Say("erased here too: %s", strings.Join(rel.Gone, ", "))
		sayPrivate(s, w, rel.Gone)
	}
	return nil
}

// sayPrivate says that private notes are this laptop's own.
func sayPrivate(s *cli.Session, w *cli.Workspace, gone []string) {
	for _, p := range gone {
		if ofPerson(p) && w.HasDir(page.PrivateDir+"/people/"+path.Base(p)) {
			s.Say("hint: your private notes about them are still on this laptop: oneonone erase %s", path.Base(p))
		}
	}
}

// then applies first, unless nil, and second to a text.
func then(first, second func([]byte) []byte) func([]byte) []byte {
	if first == nil {
		return second
	}
	return func(b []byte) []byte { return second(first(b)) }
}

// replacing is a remote whose branch has been carried over onto the history here,
// and is to be replaced by the result.
type replacing struct {
	*remote.Remote
	carried, was string
}

// Fetch gives what was carried over.
func (p replacing) Fetch(context.Context, remote.Options) (string, error) { return p.carried, nil }

// Known is what was carried over.
func (p replacing) Known(context.Context) (string, error) { return p.carried, nil }

// Rewritten finds nothing to refuse: it was rewritten here.
func (p replacing) Rewritten(context.Context, string, string) error { return nil }

// Push puts the history here in its place.
func (p replacing) Push(ctx context.Context, o remote.Options, commit string) error {
	return p.Replace(ctx, o, p.was, commit)
}
