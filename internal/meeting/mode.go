package meeting

import (
	"bytes"
	"fmt"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// modeKey is the key of an entry that says how two people met.
const modeKey = "mode"

// ValidMode refuses a word that is not a way to meet.
func ValidMode(mode string) error {
	if page.ValidMode(mode) {
		return nil
	}
	return cli.Usagef("invalid mode %q: try %s", mode, strings.Join(page.Modes, ", "))
}

// PlanMode plans to record in an entry how you met; nil if it says so already.
func PlanMode(w *cli.Workspace, ref page.EntryRef, mode string) (*cli.Plan, error) {
	e, err := w.Read(ref)
	if err != nil {
		return nil, err
	}
	src, err := markdown.SetFront(e.Src, map[string]any{modeKey: mode})
	if err != nil || bytes.Equal(src, e.Src) {
		return nil, err
	}
	subject := fmt.Sprintf("%s: mode of 1:1 of %s: %s", ref.Person, ref.Date, mode)
	return &cli.Plan{Changes: []page.Change{{Path: e.Path, Old: e.Src, New: src}}, Message: history.Message{Subject: subject}}, nil
}
