// Bench measures the program as whole processes, side by side with ripgrep
// and git on the same folder in the same run, and prints ratios: the machine
// may be fast or slow, the ratio is what is promised.
//
//	go run ./internal/bench              10,000 entries
//	go run ./internal/bench -entries 100000
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
)

func main() {
	entries := flag.Int("entries", 10_000, "how many entries the folder has")
	people := flag.Int("people", 20, "how many people they are about")
	rounds := flag.Int("rounds", 9, "how often each pair is run")
	only := flag.String("only", "", "run the rows whose name contains this")
	keep := flag.String("dir", "", "make the folder here and keep it")
	flag.Parse()
	if err := run(*entries, *people, *rounds, *only, *keep); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// bench is one run: the binaries, the folder and its environment.
type bench struct {
	dir, notes, oneonone, bare string
	env                        []string
	rounds                     int
	n                          int // counts runs, so that each writes something new
}

// row is one comparison: ours against a yardstick.
type row struct {
	name  string
	limit float64 // what the ratio may be; 0 where nothing is promised
	ours  func(b *bench) []string
	yard  func(b *bench) []string
	what  string // the yardstick in words
}

func run(entries, people, rounds int, only, keep string) error {
	dir := keep
	if dir == "" {
		var err error
		if dir, err = os.MkdirTemp("", "oneonone-bench-"); err != nil {
			return err
		}
		defer os.RemoveAll(dir)
	}
	b := &bench{dir: dir, notes: filepath.Join(dir, "notes"), oneonone: filepath.Join(dir, "oneonone"), bare: filepath.Join(dir, "bare"), rounds: rounds}
	if err := b.prepare(entries, people); err != nil {
		return err
	}
	fmt.Printf("%d entries of %d people, %d rounds, medians; A/B is ours by the yardstick\n\n", entries, people, rounds)
	fmt.Printf("%-28s %10s %10s %7s %7s  %7s  %s\n", "", "ours", "yardstick", "A/B", "limit", "peak MB", "yardstick")
	for _, r := range rows {
		if !strings.Contains(r.name, only) {
			continue
		}
		if err := b.measure(r); err != nil {
			return fmt.Errorf("%s: %w", r.name, err)
		}
	}
	return nil
}

// prepare builds the programs and a folder that git has recorded.
func (b *bench) prepare(entries, people int) error {
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
	if err := benchfolder.Write(b.notes, benchfolder.Options{People: people, Entries: entries / people}); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(b.notes, ".gitignore"), []byte("/private/\n"), 0o600); err != nil {
		return err
	}
	for _, args := range [][]string{{"init", "-q", "-b", "main"}, {"add", "."}, {"commit", "-q", "-m", "start"}} {
		if _, _, err := b.time(append([]string{"git", "-C", b.notes}, args...)); err != nil {
			return err
		}
	}
	// Files younger than the index have to be read to know them unchanged;
	// a folder at rest has none.
	time.Sleep(1100 * time.Millisecond)
	if _, _, err := b.time([]string{"git", "-C", b.notes, "status", "--short"}); err != nil {
		return err
	}
	// A folder in use: what earlier runs have read is remembered. The rows
	// "first" are without.
	_, _, err := b.time([]string{b.oneonone, "actions"})
	return err
}

// measure runs a pair in turn and prints the medians and their ratio.
func (b *bench) measure(r row) error {
	var ours, yard, ratio []float64
	peak := int64(0)
	for i := range b.rounds + 1 {
		b.n++
		a, kb, err := b.time(r.ours(b))
		if err != nil {
			return err
		}
		y, _, err := b.time(r.yard(b))
		if err != nil {
			return err
		}
		if i == 0 {
			continue // the first warms the caches
		}
		peak = max(peak, kb)
		ours, yard, ratio = append(ours, a), append(yard, y), append(ratio, a/y)
	}
	fmt.Printf("%-28s %8.1fms %8.1fms %7.2f %7.2f  %7.1f  %s\n", r.name, median(ours), median(yard), median(ratio), r.limit, float64(peak)/1024, r.what)
	return nil
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
	if err != nil {
		return 0, 0, fmt.Errorf("%s: %w\n%s", strings.Join(args, " "), err, errs.String())
	}
	return ms, peakMemory(c.ProcessState), nil
}

func median(v []float64) float64 {
	v = slices.Sorted(slices.Values(v))
	return v[len(v)/2]
}
