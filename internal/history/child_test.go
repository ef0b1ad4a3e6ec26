//go:build unix

package history

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"oneonone/internal/quickdisk"
	"oneonone/internal/when"
	"oneonone/notes/page"
)

// childEnv makes the test binary one run of a command instead of the tests, so
// that whole processes can be killed and measured.
const childEnv = "ONEONONE_HISTORY_CHILD"

func TestMain(m *testing.M) {
	if job := os.Getenv(childEnv); job != "" {
		os.Exit(child(job))
	}
	run := quickdisk.Run
	if os.Getenv(tortureEnv) == "full" {
		run = (*testing.M).Run // on the disk that users have
	}
	code := run(m)
	if dir, err := firsts(); err == nil {
		os.RemoveAll(dir)
	}
	os.Exit(code)
}

// The child's exit codes, as cmd has them.
const (
	childDone        = 0
	childFailed      = 1
	childNotRecorded = 4
	childLocked      = 5
)

func child(job string) int {
	dir, err := os.Getwd()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return childFailed
	}
	h, err := Open(Options{Dir: dir, Env: os.Environ(), Now: time.Now, Wait: 30 * time.Second})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return childFailed
	}
	defer h.Close()
	h.fault = faultFromEnv()
	if os.Getenv(plainEnv) != "" {
		h.onPlainDisk()
	}
	if ms, err := strconv.Atoi(os.Getenv(waitEnv)); err == nil {
		h.git.Wait = time.Duration(ms) * time.Millisecond
	}
	err = jobs[job](h, os.Args[1:])
	var notRecorded *NotRecordedError
	switch {
	case err == nil:
		return childDone
	case errors.As(err, &notRecorded):
		fmt.Fprintln(os.Stderr, err)
		return childNotRecorded
	case errors.Is(err, ErrLocked):
		fmt.Fprintln(os.Stderr, err)
		return childLocked
	}
	fmt.Fprintln(os.Stderr, err)
	return childFailed
}

// Faults for a child: the Nth step that changes the disk kills the process, or
// fails with an error of the system.
const (
	killAtEnv  = "ONEONONE_HISTORY_KILL_AT"
	failAtEnv  = "ONEONONE_HISTORY_FAIL_AT"
	failErrEnv = "ONEONONE_HISTORY_FAIL_WITH"
	stopAtEnv  = "ONEONONE_HISTORY_STOP_AT"
	// plainEnv makes the disk one that can neither exchange files nor link them.
	plainEnv = "ONEONONE_HISTORY_PLAIN_DISK"
	waitEnv  = "ONEONONE_HISTORY_WAIT_MS"
)

func faultFromEnv() func(op, name string) error {
	killAt, _ := strconv.Atoi(os.Getenv(killAtEnv))
	failAt, _ := strconv.Atoi(os.Getenv(failAtEnv))
	stopAt, _ := strconv.Atoi(os.Getenv(stopAtEnv))
	if killAt == 0 && failAt == 0 && stopAt == 0 {
		return nil
	}
	with := map[string]error{"EIO": syscall.EIO, "ENOSPC": syscall.ENOSPC}[os.Getenv(failErrEnv)]
	n := 0
	return func(op, name string) error {
		n++
		if n == killAt {
			syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		}
		if n == stopAt {
			syscall.Kill(os.Getpid(), syscall.SIGSTOP)
		}
		if n == failAt {
			return &os.PathError{Op: op, Path: name, Err: with}
		}
		return nil
	}
}

// jobs are what a child can do. Each is what a command of cmd does: edits made
// outside first, then the command's own change. The hash of every commit is
// printed once it is made: that is what has been acknowledged.
var jobs = map[string]func(h *History, args []string) error{
	"new":     jobNew,
	"done":    jobDone,
	"hopper":  jobHopper,
	"rename":  jobRename,
	"undo":    jobUndo,
	"import":  jobImport,
	"init":    func(h *History, _ []string) error { return h.init() },
	"private": jobPrivate,
	"pending": func(h *History, _ []string) error { _, err := h.Pending(context.Background()); return err },
	"pending-one": func(h *History, args []string) error {
		_, err := h.Pending(context.Background(), "people/"+args[0])
		return err
	},
	// What new costs by itself, without looking through all the notes.
	"new-one": func(h *History, args []string) error {
		if _, err := h.Pending(context.Background(), "people/"+args[0]); err != nil {
			return err
		}
		p := fmt.Sprintf("people/%s/z%d.md", args[0], time.Now().UnixNano())
		return acknowledge(h.Apply(context.Background(), []page.Change{{Path: p, New: whole(p)}}, Message{Subject: "x"}))
	},
	"save": func(h *History, _ []string) error { return saveEdits(h) },
	"log": func(h *History, args []string) error {
		n := 0
		for _, err := range h.Log(context.Background(), Query{Paths: args}) {
			if err != nil {
				return err
			}
			n++
		}
		fmt.Println(n)
		return nil
	},
}

// saveEdits records what was edited outside, as every command does first.
func saveEdits(h *History) error {
	edits, err := h.Pending(context.Background())
	if err != nil || len(edits) == 0 {
		return err
	}
	var paths []string
	for _, e := range edits {
		paths = append(paths, e.Path)
	}
	res, err := h.Record(context.Background(), paths, Message{Subject: "Save edits", Edits: true})
	return acknowledge(res, err)
}

func acknowledge(res *Result, err error) error {
	if err == nil {
		for _, c := range res.Commits {
			fmt.Println(c.Hash)
		}
	}
	return err
}

// whole is a note that shows when a part of it is missing.
func whole(words string) []byte {
	return []byte("# begin\n\n- " + strings.Repeat(words+" ", 40) + "\n\nend\n")
}

func apply(h *History, subject string, changes ...page.Change) error {
	if err := saveEdits(h); err != nil {
		return err
	}
	return acknowledge(h.Apply(context.Background(), changes, Message{Subject: subject}))
}

// jobNew adds one entry for a person; a new one of the day each time.
func jobNew(h *History, args []string) error {
	p := freeEntry(args[0])
	return apply(h, args[0]+": add 1:1", page.Change{Path: p, New: whole(p)})
}

// appended plans to put a line into a note that may be missing.
func appended(p, line string) page.Change {
	old, err := os.ReadFile(filepath.FromSlash(p))
	if err != nil {
		return page.Change{Path: p, New: whole(line)}
	}
	return page.Change{Path: p, Old: old, New: []byte(strings.TrimSuffix(string(old), "end\n") + "- " + line + "\nend\n")}
}

// jobDone changes the first entry of a person.
func jobDone(h *History, args []string) error {
	if err := saveEdits(h); err != nil {
		return err
	}
	return apply(h, args[0]+": done", appended(page.EntryPath(args[0], testDay, 1), "done at "+time.Now().String()))
}

// jobHopper changes two notes at once.
func jobHopper(h *History, args []string) error {
	if err := saveEdits(h); err != nil {
		return err
	}
	now := time.Now().String()
	return apply(h, args[0]+": hopper", appended(page.TopPagePath(args[0]), "topic "+now), appended(page.EntryPath(args[0], testDay, 1), "took "+now))
}

// jobRename moves all of a person's notes to the other of two names.
func jobRename(h *History, args []string) error {
	if err := saveEdits(h); err != nil {
		return err
	}
	from, to := "people/"+args[0], "people/"+args[0]+"-too"
	if _, err := os.Stat(from); err != nil {
		from, to = to, from
	}
	if _, err := os.Stat(from); err != nil {
		return jobNew(h, args)
	}
	if _, err := os.Stat(to); err == nil {
		return jobNew(h, args) // a new note has revived the old name
	}
	return acknowledge(h.Rename(context.Background(), []Move{{from, to}}, nil, Message{Subject: "rename " + from}))
}

// jobImport adds several people's notes at once, new ones each time.
func jobImport(h *History, args []string) error {
	var changes []page.Change
	for n := range 4 {
		p := freeEntry(fmt.Sprint(args[0], n))
		changes = append(changes, page.Change{Path: p, New: whole(p)})
	}
	return apply(h, "import", changes...)
}

// freeEntry is a path for one more entry of a person.
func freeEntry(person string) string {
	for n := 1; ; n++ {
		p := path.Clean(page.EntryPath(person, testDay, n))
		if _, err := os.Stat(filepath.FromSlash(p)); err != nil {
			return p
		}
	}
}

// jobPrivate writes a private note, and makes the repository for it.
func jobPrivate(h *History, args []string) error {
	if err := h.InitAt(page.PrivateDir); err != nil {
		return err
	}
	p := freeEntry("../private/people/" + args[0])
	_, err := h.Apply(context.Background(), []page.Change{{Path: p, New: whole(p)}}, Message{Subject: "private"})
	return err
}

func jobUndo(h *History, args []string) error {
	if err := saveEdits(h); err != nil {
		return err
	}
	plan, err := h.UndoPlan(context.Background(), false)
	var conflict *UndoConflictError
	if errors.Is(err, ErrNothing) || errors.As(err, &conflict) || errors.As(err, new(*PathError)) {
		return nil
	}
	if err != nil {
		return err
	}
	return acknowledge(h.Rename(context.Background(), plan.Moves, plan.Changes, plan.Message))
}

var testDay = when.New(2026, 11, 20)
