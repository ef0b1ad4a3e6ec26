// Bench measures the program as whole processes, side by side with ripgrep
// and git on the same folder in the same run, and prints ratios: the machine
// may be fast or slow, the ratio is what is promised. It fails when a limit is
// missed.
//
//	go run ./internal/bench              1,000 and 10,000 entries, one person with
//	                                     10,000, and a history of 10,000 commits
//	go run ./internal/bench -large       100,000 entries as well
//
//	rows.go        what is measured against what
//	history.go     rows for a long history and for one person with all entries
//	import.go      the row for an import
//	peers.go       rows against other programs
//	limit.go       how slow and large each row may be
//	cold_linux.go  measuring with nothing cached
//	peak_unix.go   the memory a process used
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"oneonone/internal/benchfolder"
	"oneonone/internal/rootfs"
)

func main() {
	entries := flag.Int("entries", 0, "how many entries the folder has, instead of 1,000 and then 10,000")
	large := flag.Bool("large", false, "measure with 100,000 entries as well")
	people := flag.Int("people", 20, "how many people they are about")
	rounds := flag.Int("rounds", 9, "how often each pair is run")
	only := flag.String("only", "", "run the rows whose name contains this")
	keep := flag.String("dir", "", "make the folders here and keep them")
	flag.Parse()
	folders := []folder{{entries: 1_000, people: *people, rows: rows}, {entries: 10_000, people: *people, rows: rows}}
	if *large {
		folders = append(folders, folder{entries: 100_000, people: *people, rows: rows})
	}
	folders = append(folders, folder{entries: 10_000, people: 1, rows: onePerson}, folder{entries: 1_000, people: *people, commits: 10_000, rows: longHistory})
	if *entries > 0 {
		folders = []folder{{entries: *entries, people: *people, rows: rows}}
	}
	missed, err := run(folders, *rounds, *only, *keep)
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(2)
	}
	if len(missed) > 0 {
		fmt.Printf("\n%d limits are missed:\n  %s\n", len(missed), strings.Join(missed, "\n  "))
		os.Exit(1)
	}
}

// folder is one folder to measure in, and the rows measured there.
type folder struct {
	entries, people, commits int
	rows                     []row
}

func (f folder) String() string {
	name := fmt.Sprintf("%d entries of %d people", f.entries, f.people)
	if f.commits > 0 {
		name += fmt.Sprintf(" in %d commits", f.commits)
	}
	return name
}

// picked are the rows whose name contains a text.
func (f folder) picked(only string) []row {
	return slices.DeleteFunc(slices.Clone(f.rows), func(r row) bool {
		return !strings.Contains(r.name, only) || r.needs != nil && !r.needs()
	})
}

// bench is one run: the binaries, the folder and its environment.
type bench struct {
	dir, notes, oneonone, bare string
	env                        []string
	rounds                     int
	n                          int // counts runs, so that each writes something new
	undone                     bool
	measured                   map[string]figures
}

// row is one comparison: ours against a yardstick.
type row struct {
	name string
	most most
	ours func(b *bench) []string
	yard func(b *bench) []string
	what string // the yardstick in words
	// needs reports whether it can be measured here; nil when it always can.
	needs func() bool
}

// run measures folders, and says which limits are missed.
func run(folders []folder, rounds int, only, keep string) (missed []string, err error) {
	dir := keep
	if dir == "" {
		if dir, err = os.MkdirTemp("", "oneonone-bench-"); err != nil {
			return nil, err
		}
		defer os.RemoveAll(dir)
	}
	by := map[int]map[string]figures{}
	for _, f := range folders {
		picked := f.picked(only)
		if len(picked) == 0 {
			continue
		}
		at := filepath.Join(dir, strings.ReplaceAll(f.String(), " ", "-"))
		b := &bench{dir: at, notes: filepath.Join(at, "notes"), oneonone: filepath.Join(dir, "oneonone"), bare: filepath.Join(dir, "bare"), rounds: rounds, measured: map[string]figures{}}
		if err := b.prepare(f); err != nil {
			return nil, err
		}
		fmt.Printf("%s, %d rounds, medians; A/B is ours by the yardstick\n\n", f, rounds)
		over, err := b.rows(f.entries, picked)
		if err != nil {
			return nil, err
		}
		missed = append(missed, over...)
		if by[f.entries] == nil {
			by[f.entries] = b.measured
		}
	}
	return append(missed, grown(rows, by[10_000], by[100_000])...), nil
}

// rows measures the picked rows in a folder of one size.
func (b *bench) rows(size int, picked []row) (missed []string, err error) {
	fmt.Printf("%-26s %10s %10s %7s %9s  %7s  %s\n", "", "ours", "yardstick", "A/B", "limit", "peak MB", "yardstick")
	for _, r := range picked {
		f, err := b.measure(r)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.name, err)
		}
		b.measured[r.name] = f
		mark := ""
		if over := r.missed(size, f); over != "" {
			mark = "  missed"
			missed = append(missed, fmt.Sprintf("%s at %d entries: %s", r.name, size, over))
		}
		fmt.Printf("%-26s %8.1fms %8.1fms %7.2f %9s  %7.1f  %s%s\n", r.name, f.ours, f.yard, f.ratio, r.most.String(size), f.peak, r.what, mark)
	}
	fmt.Println()
	return missed, nil
}

// prepare builds the programs and a folder that git has recorded.
func (b *bench) prepare(f folder) error {
	for to, pkg := range map[string]string{b.oneonone: "./cmd/oneonone", b.bare: "./internal/bench/bare"} {
		build := exec.Command("go", "build", "-o", to, pkg)
		build.Env = append(os.Environ(), "CGO_ENABLED=0") // as make build does
		if out, err := build.CombinedOutput(); err != nil {
			return fmt.Errorf("building %s: %w\n%s", pkg, err, out)
		}
	}
	home := filepath.Join(b.dir, "home")
	if err := os.MkdirAll(home, 0o700); err != nil {
		return err
	}
	identity := "[user]\n\tname = Sam Rivera\n\temail = sam@example.org\n[gc]\n\tauto = 0\n"
	if err := os.WriteFile(filepath.Join(home, ".gitconfig"), []byte(identity), 0o600); err != nil {
		return err
	}
	b.env = append(os.Environ(), "HOME="+home, "GIT_CONFIG_NOSYSTEM=1", "ONEONONE_DIR="+b.notes)
	if _, err := os.Stat(b.notes); err == nil {
		return nil // kept from an earlier run
	}
	if err := benchfolder.Write(b.notes, benchfolder.Options{People: f.people, Entries: f.entries / f.people, Apart: apart(f)}); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(b.notes, ".gitignore"), []byte("/private/\n"), 0o600); err != nil {
		return err
	}
	if err := b.git([]string{"init", "-q", "-b", "main"}, []string{"add", "."}, []string{"commit", "-q", "-m", "start"}); err != nil {
		return err
	}
	if f.commits > 0 {
		if err := b.writeHistory(f.commits); err != nil {
			return err
		}
	}
	// Packed, as a repository at rest is: git reads loose objects slowly.
	if err := b.git([]string{"gc", "-q"}); err != nil {
		return err
	}
	// A file just written has to be read to know it is unchanged; a folder at rest
	// has none.
	time.Sleep(rootfs.Settle + 100*time.Millisecond)
	return b.git([]string{"status", "--short"})
}

// apart is how many days lie between somebody's entries: one when a single person
// has them all, which then span this century and the last.
func apart(f folder) int {
	if f.people == 1 {
		return 1
	}
	return 7
}

// git runs git on the notes, once for each list of arguments.
func (b *bench) git(runs ...[]string) error {
	for _, args := range runs {
		if _, _, err := b.time(append([]string{"git", "-C", b.notes}, args...)); err != nil {
			return err
		}
	}
	return nil
}

// measure runs a pair in turn. It measures a folder in use: the first round warms
// the caches and fills the memory of readings.
func (b *bench) measure(r row) (f figures, err error) {
	var ours, yard, ratio []float64
	for i := range b.rounds + 1 {
		b.n++
		a, kb, err := b.time(r.ours(b))
		if err != nil {
			return f, err
		}
		y, _, err := b.time(r.yard(b))
		if err != nil {
			return f, err
		}
		if i == 0 {
			continue
		}
		f.peak = max(f.peak, float64(kb)/1024)
		ours, yard, ratio = append(ours, a), append(yard, y), append(ratio, a/y)
	}
	f.ours, f.yard, f.ratio = median(ours), median(yard), median(ratio)
	return f, nil
}

// time runs a command to its end and gives its wall time in milliseconds and
// its peak memory in KiB.
func (b *bench) time(args []string) (ms float64, peakKB int64, err error) {
	c := exec.Command(args[0], args[1:]...)
	c.Env, c.Dir = b.env, b.dir
	var errs strings.Builder
	c.Stderr = &errs
	start := time.Now()
	err = c.Run()
	ms = float64(time.Since(start).Microseconds()) / 1000
	if err != nil && !found(c.ProcessState, args) {
		return 0, 0, fmt.Errorf("%s: %w\n%s", strings.Join(args, " "), err, errs.String())
	}
	return ms, peakMemory(c.ProcessState), nil
}

// found reports whether a failure is a finding: check has some in invented notes.
func found(p *os.ProcessState, args []string) bool {
	return p != nil && p.ExitCode() == 1 && args[len(args)-1] == "check"
}

func median(v []float64) float64 {
	v = slices.Sorted(slices.Values(v))
	return v[len(v)/2]
}
