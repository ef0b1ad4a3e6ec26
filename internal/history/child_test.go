package history

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"oneonone/internal/when"
	"oneonone/notes"
)

// childEnv makes the test binary one run of a command instead of the tests, so
// that whole processes can be killed and measured.
const childEnv = "ONEONONE_HISTORY_CHILD"

func TestMain(m *testing.M) {
	if job := os.Getenv(childEnv); job != "" {
		os.Exit(child(job))
	}
	os.Exit(m.Run())
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
)

func faultFromEnv() func(op, name string) error {
	killAt, _ := strconv.Atoi(os.Getenv(killAtEnv))
	failAt, _ := strconv.Atoi(os.Getenv(failAtEnv))
	if killAt == 0 && failAt == 0 {
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
		if n == failAt {
			return &os.PathError{Op: op, Path: name, Err: with}
		}
		return nil
	}
}

// jobs are what a child can do. Each is what a command of cmd does: edits made
// outside first, then the command's own change.
var jobs = map[string]func(h *History, args []string) error{
	"new":     jobNew,
	"pending": func(h *History, _ []string) error { _, err := h.Pending(context.Background()); return err },
	"save":    func(h *History, _ []string) error { return saveEdits(h) },
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
	_, err = h.Record(context.Background(), paths, Message{Subject: "Save edits"})
	return err
}

// jobNew adds one entry for a person; a new one of the day each time.
func jobNew(h *History, args []string) error {
	if err := saveEdits(h); err != nil {
		return err
	}
	person := args[0]
	for n := 1; ; n++ {
		p := notes.EntryPath(person, testDay, n)
		if _, err := os.Stat(filepath.FromSlash(p)); err == nil {
			continue
		}
		_, err := h.Apply(context.Background(), []notes.Change{{Path: p, New: []byte("# " + person + "\n\n## Notes\n\n" + p + "\n")}},
			Message{Subject: person + ": add 1:1 " + strconv.Itoa(n)})
		return err
	}
}

var testDay = when.New(2026, 11, 20)
