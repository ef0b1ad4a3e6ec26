package history

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// log gives the subjects a query picks.
func (f *fixture) log(q Query) []string {
	f.Helper()
	var s []string
	for c, err := range f.h.Log(context.Background(), q) {
		must(f, err)
		s = append(s, c.Subject)
	}
	return s
}

func (f *fixture) wantLog(q Query, want ...string) {
	f.Helper()
	if got := f.log(q); !slices.Equal(got, want) {
		f.Errorf("log %+v:\n got %q\nwant %q", q, got, want)
	}
}

// year makes a small history: two people, a merge, a rename, a nested
// repository and a commit by somebody else.
func year(t *testing.T) *fixture {
	f := newFixture(t)
	f.git("commit", "-q", "--amend", "-m", "start", "--date=2026-11-01T10:00:00+0100")
	f.apply("bob 1", change("people/bob/README.md", "", "# Bob\n"))
	f.apply("alice 1", change("people/alice/README.md", "# Alice\n", "# Alice 1\n"))
	f.apply("both", change("people/alice/README.md", "# Alice 1\n", "# Alice 2\n"), change("people/bob/README.md", "# Bob\n", "# Bob 2\n"))
	f.env = append(f.env, "GIT_AUTHOR_NAME=Zoë Łukasz")
	f.open()
	f.apply("alice by zoë", change("people/alice/README.md", "# Alice 2\n", "# Alice 3\n"))
	f.env = f.env[:len(f.env)-1]
	f.open()
	old := f.read("people/alice/README.md")
	f.apply("rename alice to alicia",
		change("people/alice/README.md", old, ""), change("people/alice/2026-11-13.md", "# Alice\n\n- one\n", ""),
		change("people/alicia/README.md", "", old), change("people/alicia/2026-11-13.md", "", "# Alice\n\n- one\n"))
	f.apply("alicia 1", change("people/alicia/README.md", old, "# Alicia\n"))
	return f
}

func TestLogPicksAndFollows(t *testing.T) {
	for _, path := range []string{"", "PATH=/nowhere"} {
		f := year(t)
		if path != "" {
			f.setenv(path)
		}
		f.wantLog(Query{}, "alicia 1", "rename alice to alicia", "alice by zoë", "both", "alice 1", "bob 1", "start")
		f.wantLog(Query{Limit: 2}, "alicia 1", "rename alice to alicia")
		f.wantLog(Query{Paths: []string{"people/bob"}}, "both", "bob 1")
		f.wantLog(Query{Paths: []string{"people/alicia"}}, "alicia 1", "rename alice to alicia", "alice by zoë", "both", "alice 1", "start")
		f.wantLog(Query{Paths: []string{"people/alicia/2026-11-13.md"}}, "rename alice to alicia", "start")
		f.wantLog(Query{Paths: []string{"people/alicia", "people/bob"}}, "alicia 1", "rename alice to alicia", "both", "bob 1")
		f.wantLog(Query{Paths: []string{"people/nobody"}})
		f.wantLog(Query{Author: "łukasz"}, "alice by zoë")
		f.wantLog(Query{Since: testNow.Add(4 * time.Minute)}, "alicia 1", "rename alice to alicia", "alice by zoë")
		f.wantLog(Query{Until: testNow.Add(2 * time.Minute)}, "alice 1", "bob 1", "start")
		for c, err := range f.h.Log(context.Background(), Query{Paths: []string{"people/alicia"}}) {
			must(f, err)
			if c.Subject != "rename alice to alicia" {
				continue
			}
			if got := fmt.Sprint(c.Paths); got != "[{people/alicia/2026-11-13.md renamed people/alice/2026-11-13.md} {people/alicia/README.md renamed people/alice/README.md}]" {
				t.Errorf("the rename shows %s", got)
			}
			if c.Author != "Sam Rivera" || c.Email != "sam@example.com" || !c.Time.Equal(testNow.Add(5*time.Minute)) {
				t.Errorf("the rename is by %s <%s> at %v", c.Author, c.Email, c.Time)
			}
		}
	}
}

func TestLogOverNestedRepositoriesIsInOrder(t *testing.T) {
	f := newFixture(t)
	must(f, f.h.InitAt("private"))
	f.wantLog(Query{Private: true, Paths: []string{"private"}})
	f.apply("1", change("private/people/alice/README.md", "", "x"))
	f.apply("2", change("people/alice/README.md", "# Alice\n", "y\n"))
	f.apply("3", change("private/people/alice/README.md", "x", "y"))
	f.wantLog(Query{}, "2", "start")
	f.wantLog(Query{Private: true}, "3", "2", "1", "start")
	f.wantLog(Query{Private: true, Paths: []string{"private"}}, "3", "1")
	f.wantLog(Query{Private: true, Paths: []string{"people/alice", "private/people/alice"}}, "3", "2", "1", "start")
}

func TestFilesAsTheyWere(t *testing.T) {
	skipIfShort(t)
	t.Parallel()
	for name, prepare := range map[string]func(f *fixture){
		"direct":      func(*fixture) {},
		"packed":      func(f *fixture) { f.git("gc", "-q") },
		"without git": func(f *fixture) { f.setenv("PATH=/nowhere") },
		"only by git": func(f *fixture) { f.git("config", "extensions.worktreeConfig", "true") },
	} {
		t.Run(name, func(t *testing.T) {
			f := year(t)
			prepare(f)
			ctx := context.Background()
			for _, c := range []struct {
				path string
				at   time.Time
				want string
			}{
				{"people/alicia/README.md", time.Time{}, "# Alicia\n"},
				{"people/alicia/README.md", testNow.Add(3*time.Minute + time.Second), "# Alice 2\n"},
				{"people/alice/README.md", testNow.Add(3 * time.Minute), "# Alice 2\n"},
				{"people/bob/README.md", testNow.Add(time.Hour), "# Bob 2\n"},
			} {
				if got, err := f.h.FileAt(ctx, c.path, c.at); err != nil || string(got) != c.want {
					t.Errorf("%s at %v: %q %v", c.path, c.at, got, err)
				}
			}
			if _, err := f.h.FileAt(ctx, "people/bob/README.md", testNow); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("before it was there: %v", err)
			}
			if _, err := f.h.FileAt(ctx, "people/bob/README.md", testNow.AddDate(-1, 0, 0)); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("before history: %v", err)
			}
			tree, err := f.h.TreeAt(ctx, "people/alicia", testNow.Add(2*time.Minute))
			if err != nil || len(tree) != 2 || string(tree["people/alicia/2026-11-13.md"]) != "# Alice\n\n- one\n" {
				t.Errorf("tree %q %v", tree, err)
			}
			tree, err = f.h.TreeAt(ctx, "people", time.Time{})
			if err != nil || len(tree) != 3 {
				t.Errorf("tree %q %v", tree, err)
			}
		})
	}
}

func TestDiff(t *testing.T) {
	for _, worktreeConfig := range []bool{false, true} {
		f := year(t)
		if worktreeConfig {
			f.git("config", "extensions.worktreeConfig", "true")
		}
		f.write("people/bob/README.md", "# Bob 3\n")
		f.write("people/bob/2026-11-20.md", "new\n")
		f.write("people/bob/draft.txt", "no note\n")
		must(f, os.Remove(f.path("people/alicia/2026-11-13.md")))
		for _, c := range []struct {
			q    Query
			want string
		}{
			{Query{}, `people/alicia/2026-11-13.md "# Alice\n\n- one\n" "" people/bob/2026-11-20.md "" "new\n" people/bob/README.md "# Bob 2\n" "# Bob 3\n"`},
			{Query{Private: true, Paths: []string{"people/bob/README.md"}, Since: testNow.Add(2 * time.Minute)}, `people/bob/README.md "# Bob\n" "# Bob 3\n"`},
			{Query{Private: true, Paths: []string{"people/bob"}, Since: testNow.Add(2 * time.Minute), Until: testNow.Add(time.Hour)}, `people/bob/README.md "# Bob\n" "# Bob 2\n"`},
			{Query{Private: true, Paths: []string{"people/bob"}, Since: testNow.AddDate(-1, 0, 0), Until: testNow.Add(time.Hour)}, `people/bob/README.md "" "# Bob 2\n"`},
		} {
			diffs, err := f.h.Diff(context.Background(), c.q)
			must(f, err)
			var got []string
			for _, d := range diffs {
				got = append(got, fmt.Sprintf("%s %q %q", d.Path, d.Old, d.New))
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("diff %+v:\n got %s\nwant %s", c.q, s, c.want)
			}
		}
	}
}
