package cmd

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// Two laptops that write private notes and sync them at the same moments lose no
// line, have each once, and end alike.
func TestSealedAtOnce(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	t.Parallel()
	const rounds = 6
	for _, kind := range []string{"directory", "git"} {
		t.Run(kind, func(t *testing.T) {
			l := newLaptops(t)
			store := l.dir("store")
			if err := os.Mkdir(store, 0o700); err != nil {
				t.Fatal(err)
			}
			if kind == "git" {
				l.git("store", "init", "-q", "--bare")
			}
			l.must("a", "people", "add", "Alice Martin")
			l.must("b", "people", "add", "Alice Martin")
			l.must("a", "sync", "--seal", store, "--recovery", "none")
			l.must("b", "sync", "--seal", store)
			const note = "private/people/alice/2026-11-20.md"
			var both sync.WaitGroup
			for _, name := range []string{"a", "b"} {
				own := *l // each has its own clock
				both.Go(func() {
					for n := range rounds {
						own.write(name, note, own.read(name, note)+fmt.Sprintf("- typed on %s, %d\n", name, n))
						if err := own.run(name, "sync"); err != nil {
							t.Error(err)
						}
					}
				})
			}
			both.Wait()
			for _, name := range []string{"a", "b", "a"} {
				l.must(name, "sync")
			}
			for _, name := range []string{"a", "b"} {
				for n := range 2 * rounds {
					line := fmt.Sprintf("- typed on %s, %d\n", string("ab"[n%2]), n/2)
					if got := strings.Count(l.read(name, note), line); got != 1 {
						t.Errorf("%s has %d of %q", name, got, line)
					}
				}
			}
			l.alike("a/private", "b/private")
			l.sound("a/private", "b/private")
			names, _ := filepath.Glob(filepath.Join(store, "*.age"))
			if kind == "git" {
				names = strings.Fields(l.git("store", "ls-tree", "--name-only", "main"))
			}
			if len(names) < rounds {
				t.Errorf("only %d links were made", len(names))
			}
		})
	}
}
