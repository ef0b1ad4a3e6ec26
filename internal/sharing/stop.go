package sharing

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/noterepo"
	"oneonone/internal/remote"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// Stop ends the sharing of a doc: the folder's repository keeps it again.
func Stop(ctx context.Context, s *cli.Session, word string, dryRun bool) error {
	w, err := s.Open()
	if err != nil {
		return err
	}
	p, err := w.Find(word)
	if err != nil {
		return err
	}
	url := w.Settings.Shared[p.Handle]
	if url == "" {
		return fmt.Errorf("%s is not shared", p.Handle)
	}
	at := "people/" + p.Handle
	s.Say("%s would be in your folder's own history again; what was sent stays at %s, and with %s", at, remote.Shown(url), p.FirstName())
	if dryRun {
		s.Say("nothing was changed (--dry-run)")
		return nil
	}
	ok, err := s.Confirm(ctx, "stop sharing?")
	if err != nil {
		return err
	}
	if !ok {
		return cli.Hinted(errors.New("nothing was changed"), "in scripts: oneonone --yes share %s --stop", p.Handle)
	}
	if err := s.SaveEdits(ctx, w, []string{page.TopPagePath(p.Handle)}); err != nil {
		return err
	}
	kept, err := putAway(w, p.Handle)
	if err != nil {
		return err
	}
	if w, err = s.Open(); err != nil { // the notes are in another repository now
		return err
	}
	if err := takeHome(ctx, w, p.Handle); err != nil {
		return err
	}
	if kept != "" {
		s.Say("its history so far is in %s", kept)
	}
	s.Say("entries that became private notes when it was shared stay private")
	s.Say("what %s has read cannot be taken back; to end that more is read, delete the repository at %s or take the access away there", p.FirstName(), remote.Shown(url))
	return nil
}

// SayStill says that a doc stays shared, whatever else was changed about the person.
func SayStill(s *cli.Session, word string) {
	w, err := s.Open()
	if err != nil {
		return
	}
	defer w.History.Close()
	if p, err := w.Find(word); err == nil && w.IsShared(p.Handle) {
		s.Say("the doc stays shared with %s; to end that: oneonone share %s --stop", p.FirstName(), p.Handle)
	}
}

// putAway moves the repository of a doc into the folder's, and returns where.
func putAway(w *cli.Workspace, handle string) (string, error) {
	own, err := w.History.Repos().At("people/" + handle)
	if err != nil || own == nil {
		return "", err
	}
	folder, err := w.History.Repos().Folder()
	if err != nil {
		return "", err
	}
	below := filepath.Join(folder.GitDir, noterepo.StoppedDir)
	if err := os.MkdirAll(below, 0o700); err != nil {
		return "", err
	}
	to := filepath.Join(below, handle+".git")
	for n := 2; ; n++ {
		if _, err := os.Lstat(to); errors.Is(err, fs.ErrNotExist) {
			break
		}
		to = filepath.Join(below, handle+"-"+strconv.Itoa(n)+".git")
	}
	return to, os.Rename(filepath.Join(own.Root, ".git"), to)
}

// takeHome records the notes of a doc in the folder's repository again.
func takeHome(ctx context.Context, w *cli.Workspace, handle string) error {
	folder, err := w.History.Repos().Folder()
	if err != nil {
		return err
	}
	if err := dropExclude(folder, handle); err != nil {
		return err
	}
	changes, err := register(w.FS, handle, "")
	if err != nil {
		return err
	}
	path := page.TopPagePath(handle)
	if src, err := fs.ReadFile(w.FS, path); err == nil {
		front := markdown.SplitFrontMatter(path, src)
		now, err := front.SetAll(markdown.Pair{Key: "with"})
		if err != nil {
			return err
		}
		changes = append(changes, page.Change{Path: path, Old: src, New: now})
	}
	var saved []string
	refs, err := w.Entries(handle)
	if err != nil {
		return err
	}
	for _, ref := range refs {
		saved = append(saved, ref.Path)
	}
	// The settings come last: until they change, stopping again goes on from here.
	if _, err := w.History.Apply(ctx, changes[1:], quiet(handle+": keep the doc here again"), saved...); err != nil {
		return err
	}
	_, err = w.History.Apply(ctx, changes[:1], quiet(handle+": stop sharing the doc"))
	return err
}

// dropExclude takes the doc out of the folder repository's .git/info/exclude.
func dropExclude(folder *noterepo.Repo, handle string) error {
	src, err := os.ReadFile(folder.ExcludeFile())
	if err != nil {
		return nil
	}
	line := "/" + folder.Inside("people/"+handle) + "/\n"
	if !bytes.Contains(src, []byte(line)) {
		return nil
	}
	rel, err := filepath.Rel(folder.GitDir, folder.ExcludeFile())
	if err != nil {
		return err
	}
	return folder.Keep(rel, []byte(strings.Replace(string(src), line, "", 1)))
}
