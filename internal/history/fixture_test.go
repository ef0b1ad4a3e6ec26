package history

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"oneonone/notes/page"
)

// fixture is a notes folder in a real repository, driven by this package and by
// real git in turns.
type fixture struct {
	*testing.T
	dir string
	env []string
	now time.Time
	h   *History
}

var testNow = time.Date(2026, 11, 20, 10, 0, 0, 0, time.FixedZone("", 3600))

func needGit(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
}

// skipIfShort keeps torture, power cuts and what else takes its time from the
// quick tests.
func skipIfShort(t testing.TB) {
	t.Helper()
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
}

// tortureEnv set to "full" runs every part as often as the promise demands;
// otherwise a short form runs with the other tests.
const tortureEnv = "ONEONONE_TORTURE"

// runs is n in the full form and less in the short one.
func runs(full, short int) int {
	if os.Getenv(tortureEnv) == "full" {
		return full
	}
	return short
}

// seed is a new one each time, and printed; ONEONONE_SEED repeats a run.
func (f *fixture) seed() uint64 {
	seed, err := strconv.ParseUint(os.Getenv("ONEONONE_SEED"), 10, 64)
	if err != nil {
		seed = uint64(time.Now().UnixNano())
	}
	f.Logf("%s: ONEONONE_SEED=%d", f.Name(), seed)
	return seed
}

// stride is with which step of a command to begin, and how many to go at once:
// one by one in the full form; in the short one by many, from another step each
// time, so that short runs go over all of them in the end.
func (f *fixture) stride(short int) (first, stride int) {
	if stride = runs(1, short); stride > 1 {
		return 1 + int(f.seed()%uint64(stride)), stride
	}
	return 1, 1
}

// newFixture makes a folder with one commit by Sam, in a home of its own.
func newFixture(t *testing.T) *fixture {
	t.Helper()
	needGit(t)
	f := bareFixture(t)
	if err := Init(f.options()); err != nil {
		t.Fatal(err)
	}
	f.open()
	f.write("people/alice/README.md", "# Alice\n")
	f.write("people/alice/2026-11-13.md", "# Alice\n\n- one\n")
	f.write("other.txt", "other\n")
	f.git("add", ".")
	f.git("commit", "-qm", "start")
	return f
}

// bareFixture is a home with an identity and an empty notes folder.
func bareFixture(t *testing.T) *fixture {
	t.Helper()
	base, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	f := &fixture{T: t, dir: filepath.Join(base, "notes"), now: testNow}
	home := filepath.Join(base, "home")
	os.MkdirAll(home, 0o700)
	os.WriteFile(filepath.Join(home, ".gitconfig"), []byte("[user]\n\tname = Sam Rivera\n\temail = sam@example.com\n[init]\n\tdefaultBranch = main\n[maintenance]\n\tauto = false\n"), 0o600)
	f.env = []string{"HOME=" + home, "PATH=" + os.Getenv("PATH"), "GIT_CONFIG_NOSYSTEM=1"}
	if err := os.MkdirAll(f.dir, 0o700); err != nil {
		t.Fatal(err)
	}
	return f
}

func (f *fixture) options() Options {
	return Options{Dir: f.dir, Env: f.env, Wait: 2 * time.Second, Program: "/bin/oneonone", Now: func() time.Time { return f.now }}
}

func (f *fixture) open() *History {
	f.Helper()
	h, err := Open(f.options())
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { h.Close() })
	f.h = h
	return h
}

func (f *fixture) setenv(kv ...string) {
	f.env = append(f.env, kv...)
	f.open()
}

func (f *fixture) path(p string) string { return filepath.Join(f.dir, filepath.FromSlash(p)) }

func (f *fixture) write(p, s string) {
	f.Helper()
	if err := os.MkdirAll(filepath.Dir(f.path(p)), 0o700); err != nil {
		f.Fatal(err)
	}
	if err := os.WriteFile(f.path(p), []byte(s), 0o600); err != nil {
		f.Fatal(err)
	}
}

func (f *fixture) read(p string) string {
	f.Helper()
	b, err := os.ReadFile(f.path(p))
	if err != nil {
		f.Fatal(err)
	}
	return string(b)
}

// gitIn runs real git in a directory of the folder and fails the test when git fails.
func (f *fixture) gitIn(dir string, args ...string) string {
	f.Helper()
	out, err := f.tryGit(dir, args...)
	if err != nil {
		f.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return out
}

func (f *fixture) tryGit(dir string, args ...string) (string, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir = f.path(dir)
	cmd.Env = append([]string{"GIT_AUTHOR_DATE=2026-11-01T10:00:00+0100", "GIT_COMMITTER_DATE=2026-11-01T10:00:00+0100"}, f.env...)
	out, err := cmd.CombinedOutput()
	f.indexFits(dir, args)
	return strings.TrimRight(string(out), "\n"), err
}

func (f *fixture) git(args ...string) string {
	f.Helper()
	return f.gitIn(".", args...)
}

func change(p, old, new string) page.Change {
	c := page.Change{Path: p, Old: []byte(old), New: []byte(new)}
	if old == "" {
		c.Old = nil
	}
	if new == "" {
		c.New = nil
	}
	return c
}

func (f *fixture) apply(subject string, changes ...page.Change) *Result {
	f.Helper()
	f.now = f.now.Add(time.Minute)
	res, err := f.h.Apply(context.Background(), changes, Message{Subject: subject})
	if err != nil {
		f.Fatalf("apply %s: %v", subject, err)
	}
	return res
}

// clean checks what must hold after every command: git agrees that nothing is
// left over and nothing is damaged.
func (f *fixture) clean(dir string) {
	f.Helper()
	if s := f.gitIn(dir, "status", "--porcelain"); s != "" {
		f.Errorf("git status in %q is not clean:\n%s", dir, s)
	}
	f.sound(dir)
}

// fsck has git look at every object. The two indexes of packs that git may keep
// beside them it would look at in processes of their own.
func (f *fixture) fsck(dir string) (string, error) {
	return f.tryGit(dir, "-c", "core.commitGraph=false", "-c", "core.multiPackIndex=false", "fsck", "--strict", "--no-dangling", "--no-progress")
}

func (f *fixture) sound(dir string) {
	f.Helper()
	out, err := f.fsck(dir)
	// A repository without a commit yet is none the worse for it.
	said := slices.DeleteFunc(strings.Split(strings.TrimSpace(out), "\n"), func(l string) bool { return l == "" || strings.HasPrefix(l, "notice: ") })
	if err != nil || len(said) > 0 {
		f.Errorf("git fsck in %q: %v\n%s", dir, err, out)
	}
	for _, l := range []string{"index.lock", "refs/heads/main.lock", "oneonone.index", "oneonone.ref"} {
		if _, err := os.Lstat(f.path(dir + "/.git/" + l)); err == nil {
			f.Errorf("%s is left in %q", l, dir)
		}
	}
}

// notRecorded checks that the notes are saved, that the refusal names a reason
// and a hint, and that HEAD did not move.
func (f *fixture) notRecorded(err error, reason string) {
	f.Helper()
	var e *NotRecordedError
	if !errors.As(err, &e) {
		f.Fatalf("error is %v, want a NotRecordedError about %q", err, reason)
	}
	if !strings.Contains(e.Error(), reason) {
		f.Errorf("error is %q, want it to say %q", e.Error(), reason)
	}
	if e.Hint == "" || len(e.Saved) == 0 {
		f.Errorf("error %q has hint %q and saved %q", e, e.Hint, e.Saved)
	}
}

// onPlainDisk makes the system one that can neither exchange two files nor
// make a second name for one, as many file systems answer.
func (h *History) onPlainDisk() {
	h.exchange = func(*os.Root, string, string) error { return errors.ErrUnsupported }
	h.link = func(old, new string) error {
		return &os.LinkError{Op: "link", Old: old, New: new, Err: errors.ErrUnsupported}
	}
	h.git.Link = h.link
}

// fileGone reports whether nothing stands at an absolute path.
func fileGone(p string) bool {
	_, err := os.Lstat(p)
	return err != nil
}

// slept is closed after the moment that an editor takes between emptying a file
// and writing it.
func (f *fixture) slept() <-chan time.Time { return time.After(20 * time.Millisecond) }
