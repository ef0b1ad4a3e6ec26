package cmd

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"oneonone/internal/cli"
)

// laptops are clones of one folder, each worked on by commands as a person
// would, and the bare repository between them. A command that is killed, and the
// driver that git merges by, are processes; the others run in this one, which is
// what is cheap in a test of many.
type laptops struct {
	*testing.T
	base string
	env  []string
	now  time.Time
	said string // what the last command said
}

func newLaptops(t *testing.T) *laptops {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	base := t.TempDir()
	bin, home := filepath.Join(base, "bin"), filepath.Join(base, "home")
	for _, dir := range []string{bin, home} {
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(exe, filepath.Join(bin, "oneonone")); err != nil {
		t.Skip("no links: ", err)
	}
	if err := os.WriteFile(filepath.Join(home, ".gitconfig"), []byte(identity), 0o600); err != nil {
		t.Fatal(err)
	}
	now, _ := time.Parse(time.RFC3339, firstNow)
	return &laptops{T: t, base: base, now: now, env: []string{"HOME=" + home, "PATH=" + bin + string(filepath.ListSeparator) + os.Getenv("PATH"),
		"GIT_CONFIG_NOSYSTEM=1", "LC_ALL=C.UTF-8", "TZ=UTC", "EDITOR=false", light}}
}

// start makes the folder on the first laptop, and the others clones of it.
func (l *laptops) start(files map[string]string, others ...string) {
	l.Helper()
	l.must("a", "people", "add", "Alice Martin")
	for p, text := range files {
		l.write("a", p, text)
	}
	l.git("a", "init", "-q", "--bare", l.dir("remote.git"))
	l.git("a", "remote", "add", "origin", l.dir("remote.git"))
	l.must("a", "sync")
	for _, name := range others {
		l.must(name, "init", "--from", l.dir("remote.git"))
	}
}

// again gives laptops as others are now, in another place.
func (l *laptops) again(t *testing.T) *laptops {
	t.Helper()
	c := *l
	c.T, c.base = t, t.TempDir()
	if err := os.CopyFS(c.base, os.DirFS(l.base)); err != nil {
		t.Fatal(err)
	}
	there := func(s string) string { return strings.ReplaceAll(s, l.base, c.base) }
	configs, err := filepath.Glob(filepath.Join(c.base, "*", ".git", "config"))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range configs {
		b, err := os.ReadFile(p)
		if err == nil {
			err = os.WriteFile(p, []byte(there(string(b))), 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	c.env = nil
	for _, kv := range l.env {
		c.env = append(c.env, there(kv))
	}
	return &c
}

func (l *laptops) dir(name string) string { return filepath.Join(l.base, name) }

func (l *laptops) write(laptop, p, text string) {
	l.Helper()
	at := filepath.Join(l.dir(laptop), p)
	if err := os.MkdirAll(filepath.Dir(at), 0o700); err != nil {
		l.Fatal(err)
	}
	if err := os.WriteFile(at, []byte(text), 0o600); err != nil {
		l.Fatal(err)
	}
}

func (l *laptops) read(laptop, p string) string {
	b, _ := os.ReadFile(filepath.Join(l.dir(laptop), p))
	return string(b)
}

// run runs a command on a laptop, a minute after the one before.
func (l *laptops) run(laptop string, args ...string) error {
	l.now = l.now.Add(time.Minute)
	now := l.now
	var out bytes.Buffer
	code := Main(&cli.Env{Args: args, Stdin: strings.NewReader(""), Stdout: &out, Stderr: &out, Environ: l.environ(laptop), Dir: l.base,
		Program: filepath.Join(l.base, "bin", "oneonone"), Now: func() time.Time { return now }})
	if l.said = out.String(); code != 0 {
		return fmt.Errorf("%s: oneonone %s: exit status %d\n%s", laptop, strings.Join(args, " "), code, l.said)
	}
	return nil
}

// environ is the environment of a command on a laptop.
func (l *laptops) environ(laptop string) []string {
	return append(slices.Clone(l.env), "ONEONONE_DIR="+l.dir(laptop), "NOW="+l.now.Format(time.RFC3339))
}

func (l *laptops) must(laptop string, args ...string) {
	l.Helper()
	if err := l.run(laptop, args...); err != nil {
		l.Fatal(err)
	}
}

func (l *laptops) git(laptop string, args ...string) string {
	l.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Env = l.dir(laptop), l.env
	out, err := cmd.CombinedOutput()
	if err != nil {
		l.Fatalf("%s: git %v: %v\n%s", laptop, args, err, out)
	}
	return strings.TrimSpace(string(out))
}

// notes are all the words of a laptop's notes.
func (l *laptops) notes(laptop string) string {
	var b strings.Builder
	for _, p := range strings.Fields(l.git(laptop, "ls-files", "*.md", "*.yaml")) {
		b.WriteString("== " + p + "\n" + l.read(laptop, p))
	}
	return b.String()
}

// alike checks that all laptops have the same, and that nothing is left over.
func (l *laptops) alike(names ...string) {
	l.Helper()
	first := l.git(names[0], "rev-parse", "HEAD^{tree}")
	for _, name := range names {
		if tree := l.git(name, "rev-parse", "HEAD^{tree}"); tree != first {
			l.Errorf("%s differs from %s:\n%s\n---\n%s", name, names[0], l.notes(name), l.notes(names[0]))
		}
		if s := l.git(name, "status", "--porcelain"); s != "" {
			l.Errorf("%s is not clean:\n%s", name, s)
		}
	}
}

// sound checks that nothing is damaged.
func (l *laptops) sound(names ...string) {
	l.Helper()
	for _, name := range names {
		if s := l.git(name, "fsck", "--strict", "--no-dangling", "--no-progress"); s != "" {
			l.Errorf("%s: fsck: %s", name, s)
		}
	}
}
