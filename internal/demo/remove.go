package demo

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/gitstore"
	"oneonone/internal/history"
	"oneonone/internal/rootfs"
	"oneonone/internal/text"
)

// markPath is the file that tells a demo from a notes folder. No clone has it.
var markPath = filepath.Join(".git", "oneonone-demo")

// made is what a demo was when it was made.
type made struct {
	Commit string
	Files  map[string]string // their checksums, by path
}

func mark(ctx context.Context, hist *history.History, dir string) error {
	m, err := look(ctx, hist.Repos().Git, dir)
	if err != nil {
		return err
	}
	src, err := json.Marshal(m)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, markPath), src, 0o600)
}

// look is what a folder is now.
func look(ctx context.Context, git *gitstore.Git, dir string) (m made, err error) {
	r, err := git.Open(dir, "the demo")
	if err != nil {
		return m, err
	}
	defer r.Close()
	if _, m.Commit, err = r.Head(ctx); err != nil {
		return m, err
	}
	m.Files = map[string]string{}
	err = filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case p == filepath.Join(dir, ".git"):
			return fs.SkipDir
		case d.IsDir():
			return nil
		}
		inside, err := filepath.Rel(dir, p)
		if err != nil {
			return err
		}
		sum := d.Type().String() // for what is not a regular file
		if d.Type().IsRegular() {
			src, err := rootfs.ReadPath(p)
			if err != nil {
				return err
			}
			sum = fmt.Sprintf("%x", sha256.Sum256(src))
		}
		m.Files[filepath.ToSlash(inside)] = sum
		return nil
	})
	return m, err
}

// changed are the files that are not as they were.
func (m made) changed(now made) []string {
	var all []string
	for p, sum := range now.Files {
		if m.Files[p] != sum {
			all = append(all, p)
		}
	}
	for p := range m.Files {
		if now.Files[p] == "" {
			all = append(all, p)
		}
	}
	slices.Sort(all)
	return all
}

// Remove removes a demo; one that was changed, only once the user confirms.
func Remove(ctx context.Context, s *cli.Session, place string) error {
	dir, err := at(s, place)
	if err != nil {
		return err
	}
	var was made
	src, err := rootfs.ReadUnlinked(filepath.Join(dir, markPath))
	if err == nil {
		err = json.Unmarshal(src, &was)
	}
	if st, statErr := os.Lstat(dir); err != nil || statErr != nil || !st.IsDir() {
		return cli.Hinted(fmt.Errorf("there is no demo at %s", dir), "oneonone demo --remove DIR takes away one that oneonone demo DIR made")
	}
	now, err := look(ctx, gitstore.New(s.Env.Environ), dir)
	if err != nil {
		return err
	}
	if changed := was.changed(now); len(changed) > 0 || was.Commit != now.Commit {
		what := "commits of its own"
		if len(changed) > 0 {
			what = text.Count(len(changed), "file", "files") + " that changed since: " + shortList(changed)
		}
		s.Say("%s has %s", dir, what)
		sure, err := s.Confirm(ctx, "Remove it anyway?")
		if err != nil {
			return err
		}
		if !sure {
			return cli.Hinted(errors.New("the demo stays"), "--yes removes it with everything in it")
		}
	}
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	s.Say("%s is gone", dir)
	return nil
}

// shortList names a few of many.
func shortList(all []string) string {
	const few = 3
	if len(all) <= few {
		return strings.Join(all, ", ")
	}
	return strings.Join(all[:few], ", ") + ", …"
}
