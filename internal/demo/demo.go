package demo

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"oneonone/internal/cli"
	"oneonone/internal/config"
	"oneonone/internal/gitstore"
	"oneonone/internal/history"
	"oneonone/internal/text"
	"oneonone/notes/page"
	"oneonone/notes/settings"
)

// The one who keeps the notes.
const (
	me     = "Sam Rivera"
	email  = "sam@example.org"
	usual  = "~/oneonone-demo" // where the folder is made
	beside = ".oneonone-demo-" // begins the name of a demo still being made
)

// tries are commands worth trying first.
var tries = []struct{ words, shows string }{
	{"", "whom to meet, who owes what"},
	{" alice", "one screen before you walk in"},
	{" show tom", "what was written down"},
	{" stats --cadence", "how often you meet, and could"},
	{" themes obstacles", "what keeps coming back"},
}

// Make makes the folder at a place, "" for the usual one.
func Make(ctx context.Context, s *cli.Session, place string) error {
	dir, err := at(s, place)
	if err != nil {
		return err
	}
	if err := free(dir); err != nil {
		return err
	}
	defer cli.NarrowMask()()
	if err := os.MkdirAll(filepath.Dir(dir), 0o700); err != nil {
		return err
	}
	made, err := os.MkdirTemp(filepath.Dir(dir), beside) // for the user alone
	if err != nil {
		return err
	}
	defer os.RemoveAll(made)
	if err := fill(ctx, s, made); err != nil {
		return err
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, os.ErrNotExist) { // it is empty
		return err
	}
	if err := os.Rename(made, dir); err != nil {
		return err
	}
	fmt.Fprintln(s.Env.Stdout, dir)
	s.Say("half a year of 1:1s with five invented people; look around:")
	run := "oneonone"
	if s.Env.Getenv("ONEONONE_DIR") != "" {
		run += " --dir " + text.ShellWord(dir) // named, so that the command works from anywhere
	} else {
		s.Say("  cd %s", text.ShellWord(dir))
	}
	for _, try := range tries {
		s.Say("  %s%-17s  %s", run, try.words, try.shows)
	}
	s.Say("oneonone demo --remove%s takes it away again", unusual(s, dir))
	return nil
}

// at is the folder that a place names.
func at(s *cli.Session, place string) (string, error) {
	if place == "" {
		place = usual
	}
	at, err := config.Find(place, s.Env.Dir, s.Env.Getenv)
	if err != nil {
		return "", cli.Usage(err)
	}
	return at.Dir, nil
}

// unusual is the extra argument that names a folder not at the usual place.
func unusual(s *cli.Session, dir string) string {
	if at, err := at(s, ""); err == nil && at == dir {
		return ""
	}
	return " " + text.ShellWord(dir)
}

// free refuses a place that is taken, or that lies among somebody's notes.
func free(dir string) error {
	if _, err := os.Stat(filepath.Join(dir, markPath)); err == nil {
		return cli.Hinted(fmt.Errorf("there is a demo at %s already", dir), "oneonone --dir %s looks into it; oneonone demo --remove %[1]s takes it away", text.ShellWord(dir))
	}
	if empty, err := cli.MissingOrEmpty(dir); err != nil {
		return err
	} else if !empty {
		return cli.Hinted(fmt.Errorf("%s is there already and not empty", dir), "choose another place: oneonone demo DIR")
	}
	for up := filepath.Dir(dir); ; up = filepath.Dir(up) {
		if _, err := os.Stat(filepath.Join(up, page.SettingsFile)); err == nil {
			return cli.Hinted(fmt.Errorf("%s lies in the notes folder %s", dir, up), "choose a place outside of it: oneonone demo DIR")
		}
		if up == filepath.Dir(up) {
			return nil
		}
	}
}

// fill writes the notes and their history. Nothing needs to survive a crash, since
// an unfinished demo is thrown away: files are not synced, git's settings are not
// read for each of a hundred commits, and nothing is signed.
func fill(ctx context.Context, s *cli.Session, dir string) error {
	today := s.Today()
	all, err := story(today, s.Env.Now().Location())
	if err != nil {
		return err
	}
	now := all[0].at
	opt := s.HistoryOptions(dir, settings.Default())
	opt.Now = func() time.Time { return now }
	opt.Env = append(opt.Env, "PATH=", "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME="+me, "GIT_AUTHOR_EMAIL="+email, "GIT_COMMITTER_NAME="+me, "GIT_COMMITTER_EMAIL="+email)
	git := gitstore.New(opt.Env)
	git.Sync = func(*os.File) error { return nil }
	if err := git.Init(dir); err != nil {
		return err
	}
	hist, err := history.Open(opt)
	if err != nil {
		return err
	}
	defer hist.Close()
	hist.Repos().Git.Sync = git.Sync
	first, err := cli.FirstFiles(dir, settings.New(me, me+" <"+email+">"))
	if err != nil {
		return err
	}
	if _, err := hist.Apply(ctx, first, history.Message{Subject: "Start the notes folder"}); err != nil {
		return err
	}
	had := map[string][]byte{}
	for _, st := range all {
		now = st.at
		st.change.Old = had[st.change.Path]
		if _, err := hist.Apply(ctx, []page.Change{st.change}, history.Message{Subject: st.subject}); err != nil {
			return fmt.Errorf("%s: %w", st.subject, err)
		}
		had[st.change.Path] = st.change.New
	}
	if err := mark(ctx, hist, dir); err != nil {
		return err
	}
	whole, err := history.Open(s.HistoryOptions(dir, settings.Default()))
	if err != nil {
		return err
	}
	defer whole.Close()
	return whole.SetDriver(ctx)
}
