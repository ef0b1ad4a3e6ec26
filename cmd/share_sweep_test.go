package cmd

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Half a year of a shared doc: whatever happens on two laptops, nothing private
// is in anything that was ever pushed to where Alice reads.
func TestNothingPrivateIsEverPushed(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	t.Parallel()
	seeds := uint64(1)
	if os.Getenv("ONEONONE_STORM") == "full" {
		seeds = 50
	}
	for seed := range seeds {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			t.Parallel()
			sweep(t, seed)
		})
	}
}

// halfYear is the state of a sweep.
type halfYear struct {
	*laptops
	rng    *rand.Rand
	handle string // of Alice
	bares  []string
	shared bool
	n      int // markers planted
}

const (
	sweepSteps   = 40
	sweepMarkers = 200
	marker       = "the secret word is "
)

func sweep(t *testing.T, seed uint64) {
	y := &halfYear{laptops: newLaptops(t), rng: rand.New(rand.NewPCG(seed, 14)), handle: "alice"}
	y.start(nil, "b")
	y.must("a", "people", "add", "Bob Stone")
	for d := range 6 {
		y.write("a", fmt.Sprintf("people/alice/2026-11-%02d.md", d+1), "# Alice\n\n- "+y.plant()+"\n- **Sam to "+y.plant()+"**\n")
	}
	y.must("a", "save")
	y.share()
	for range sweepSteps {
		y.work([]string{"a", "a", "b"}[y.rng.IntN(3)])
	}
	for y.n < sweepMarkers {
		y.private("a")
	}
	for range 2 {
		y.sync("a")
		y.sync("b")
	}
	y.nothingOf(marker)
	if y.sent() < 3 {
		t.Errorf("only %d commits were ever sent", y.sent())
	}
}

// plant is a line that must never be read.
func (y *halfYear) plant() string {
	y.n++
	return fmt.Sprintf("%s%d-%x", marker, y.n, y.rng.Uint32())
}

func (y *halfYear) share() {
	bare := y.dir(fmt.Sprintf("alice%d.git", len(y.bares)))
	y.git(".", "init", "-q", "--bare", bare)
	y.bares = append(y.bares, bare)
	y.scrub("a")
	// What is not private is shared from a day on that leaves every marker out.
	if err := y.run("a", "--yes", "share", y.handle, bare, "--since", "2026-11-10"); err != nil {
		y.Logf("share: %v", err)
		return
	}
	y.shared = true
	y.sync("a")
}

func (y *halfYear) sync(laptop string) {
	if err := y.run(laptop, "--yes", "sync"); err != nil && !strings.Contains(y.said, "stands in private notes too") &&
		!strings.Contains(y.said, "is yours alone") &&
		!strings.Contains(y.said, "not shared any more") {
		y.Logf("sync: %v", err)
	}
}

// at is where a file of the doc lies.
func (y *halfYear) at(name string) string { return "people/" + y.handle + "/" + name }

// private writes a private note, of anybody.
func (y *halfYear) private(laptop string) {
	who := []string{y.handle, "bob"}[y.rng.IntN(2)]
	var b strings.Builder
	b.WriteString("# Private\n\n")
	for range 10 {
		b.WriteString("- " + y.plant() + "\n")
	}
	y.write(laptop, "private/people/"+who+"/"+y.day()+".md", b.String())
	y.run(laptop, "init")
	y.run(laptop, "save")
}

func (y *halfYear) day() string { return y.now.Format("2006-01-02") }

func (y *halfYear) work(laptop string) {
	y.Helper()
	if y.read(laptop, y.at("README.md")) == "" {
		y.sync(laptop)
		return
	}
	switch y.rng.IntN(16) {
	case 0:
		y.private(laptop)
	case 1: // softened before it is sent
		entry := y.at(y.day() + ".md")
		before := y.read(laptop, entry)
		y.write(laptop, entry, before+"\n- "+y.plant()+"\n")
		y.run(laptop, "save")
		y.write(laptop, entry, before+"\n- said softly\n")
		y.run(laptop, "save")
	case 2: // pasted from private notes: refused
		y.private(laptop)
		entry := y.at(y.day() + ".md")
		before := y.read(laptop, entry)
		y.write(laptop, entry, before+y.last(laptop)+"\n")
		y.sync(laptop)
		y.write(laptop, entry, before)
		y.run(laptop, "save")
	case 3:
		y.run(laptop, "skip", y.handle, "--date", y.now.AddDate(0, 0, -1).Format("2006-01-02"), "--reason", y.plant())
	case 4: // an entry ahead of its day, written over before
		ahead := y.at(y.now.AddDate(0, 0, 9).Format("2006-01-02") + ".md")
		y.write(laptop, ahead, "# Alice\n\n- "+y.plant()+"\n")
		y.run(laptop, "save")
		y.sync(laptop)
		y.write(laptop, ahead, "# Alice\n\n- prepared\n")
		y.run(laptop, "save")
	case 5:
		y.run(laptop, "hopper", "add", "bob", y.plant())
	case 11: // one seat's, however it is written
		key := []string{"mood: ", "Mood: ", "\"reason\" : ", "x: &m\n  mood: "}[y.rng.IntN(4)]
		entry := y.at(y.day() + ".md")
		before := y.read(laptop, entry)
		y.write(laptop, entry, "---\n"+key+y.plant()+"\n---\n# Alice\n")
		y.sync(laptop)
		y.write(laptop, entry, before+"\n")
		y.run(laptop, "save")
	case 12: // a private line within a longer one, and broken into two: refused
		y.private(laptop)
		entry := y.at(y.day() + ".md")
		before := y.read(laptop, entry)
		line := strings.TrimPrefix(strings.TrimSpace(y.last(laptop)), "- ")
		y.write(laptop, entry, before+"\nSam thinks that "+line+" and no more\n")
		y.sync(laptop)
		y.write(laptop, entry, before+"\n"+strings.Replace(line, " is ", " is \n", 1)+"\n")
		y.sync(laptop)
		y.write(laptop, entry, before)
		y.run(laptop, "save")
	case 6:
		y.run(laptop, "hopper", "add", y.handle, fmt.Sprintf("a topic for both %d", y.n))
	case 7:
		y.run(laptop, "undo")
		y.scrub(laptop)
	case 8:
		y.run(laptop, "restore", y.handle, y.day(), "--at", "3 days ago")
		y.scrub(laptop)
	case 9:
		to := map[string]string{"alice": "ali", "ali": "alice"}[y.handle]
		if laptop == "a" && y.run("a", "people", "rename", y.handle, to) == nil {
			y.handle = to
			y.sync("a")
			y.sync("b")
		}
	case 10:
		if laptop == "a" && y.rng.IntN(3) == 0 && y.run("a", "--yes", "share", y.handle, "--stop") == nil {
			y.sync("a")
			y.run("b", "--yes", "share", y.handle, "--stop")
			y.sync("b")
			y.write("a", y.at(y.day()+".md"), "# Alice\n\n- "+y.plant()+"\n")
			y.run("a", "save")
			os.Remove(filepath.Join(y.dir("a"), y.at(y.day()+".md")))
			y.run("a", "save")
			y.share()
			y.sync("b")
		}
	default:
		y.run(laptop, "new", y.handle, "--no-edit")
		y.scrub(laptop)
		y.sync(laptop)
		y.now = y.now.Add(time.Duration(y.rng.IntN(9)) * 24 * time.Hour)
	}
}

// last is a line of a private note.
func (y *halfYear) last(laptop string) string {
	for _, who := range []string{y.handle, "bob"} {
		for line := range strings.Lines(y.read(laptop, "private/people/"+who+"/"+y.day()+".md")) {
			if strings.Contains(line, marker) {
				return line
			}
		}
	}
	return ""
}

// scrub takes out of the doc what came back there and was seen.
func (y *halfYear) scrub(laptop string) {
	files, _ := filepath.Glob(filepath.Join(y.dir(laptop), "people", y.handle, "*.md"))
	for _, f := range files {
		if name := filepath.Base(f); name < "2026-11-10" && !y.shared {
			continue // becomes private
		}
		b, _ := os.ReadFile(f)
		var kept strings.Builder
		for line := range strings.Lines(string(b)) {
			if !strings.Contains(line, marker) {
				kept.WriteString(line)
			}
		}
		if kept.String() != string(b) {
			os.WriteFile(f, []byte(kept.String()), 0o600)
		}
	}
	y.run(laptop, "save")
}

// nothingOf looks through everything that any of the repositories has, reachable
// or not: objects, refs, names.
func (y *halfYear) nothingOf(word string) {
	y.Helper()
	for _, bare := range y.bares {
		for _, args := range [][]string{{"cat-file", "--batch-all-objects", "--batch"}, {"for-each-ref"}, {"log", "--all", "--format=%B%n%an%n%ae", "--name-only"}} {
			cmd := exec.Command("git", args...)
			cmd.Dir, cmd.Env = bare, y.env
			out, err := cmd.Output()
			if err != nil {
				y.Fatalf("git %v: %v", args, err)
			}
			for line := range bytes.Lines(out) {
				if bytes.Contains(line, []byte(word)) || bytes.Contains(bytes.ToLower(line), []byte("bob")) {
					y.Errorf("%s, git %s: %s", filepath.Base(bare), args[0], line)
				}
			}
		}
	}
}

// sent counts the commits that were pushed.
func (y *halfYear) sent() int {
	n := 0
	for _, bare := range y.bares {
		n += len(strings.Fields(y.git(filepath.Base(bare), "rev-list", "--all")))
	}
	return n
}
