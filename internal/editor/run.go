package editor

import (
	"context"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// A habit is how an editor is told to go to a line, and to wait until the note is
// closed. The forms are from the editors' own manuals.
type habit struct {
	at   func(file string, line int) []string
	wait []string // what makes it wait; the first is added unless one is given
}

func plus(file string, line int) []string  { return []string{"+" + strconv.Itoa(line), file} }
func colon(file string, line int) []string { return []string{file + ":" + strconv.Itoa(line)} }
func goTo(file string, line int) []string {
	return []string{"--goto", file + ":" + strconv.Itoa(line)}
}
func dashLine(file string, line int) []string {
	return []string{"--line", strconv.Itoa(line), file}
}
func dashN(file string, line int) []string { return []string{"-n" + strconv.Itoa(line), file} }

// habitOf recognises an editor by the name of its program.
func habitOf(program string) habit {
	name := strings.ToLower(filepath.Base(program))
	for _, ext := range []string{".exe", ".cmd", ".bat", ".com"} {
		name = strings.TrimSuffix(name, ext)
	}
	if strings.HasPrefix(name, "vim.") { // Debian's vim.basic, vim.tiny …
		name = "vim"
	}
	wait := []string{"--wait", "-w"}
	switch name {
	case "vi", "vim", "nvim", "view", "vimx", "nvi", "vis", "emacs", "emacsclient", "mg", "zile",
		"nano", "pico", "micro", "joe", "ne", "kak":
		return habit{at: plus}
	case "gvim", "mvim", "gview":
		return habit{plus, []string{"-f", "--nofork"}}
	case "hx", "helix":
		return habit{at: colon}
	case "code", "code-insiders", "codium", "vscodium", "cursor", "windsurf", "positron":
		return habit{goTo, wait}
	case "subl", "sublime_text", "zed", "zeditor":
		return habit{colon, wait}
	case "gedit", "xed", "bbedit":
		return habit{plus, wait}
	case "mate", "cot", "idea", "goland", "pycharm", "webstorm", "clion", "rubymine", "phpstorm":
		return habit{dashLine, wait}
	case "kate":
		return habit{dashLine, []string{"--block", "-b"}}
	case "notepad++":
		return habit{dashN, []string{"-multiInst"}}
	case "neovide":
		return habit{wait: []string{"--no-fork"}}
	case "open": // macOS
		return habit{wait: []string{"-W", "--wait-apps"}}
	}
	return habit{}
}

// Command opens file in the editor, at line (from 1) if the editor can go to one;
// 0 means none. An editor that would return at once is told to wait. The file is
// never taken for an option, whatever its name.
//
// A cancelled ctx keeps the editor from starting but does not end one that
// runs: what is typed and not yet saved is the user's.
func (s Spec) Command(ctx context.Context, file string, line int) *exec.Cmd {
	if !filepath.IsAbs(file) {
		file = "." + string(filepath.Separator) + file
	}
	h := habitOf(s.Args[0])
	args := slices.Clone(s.Args[1:])
	if len(h.wait) > 0 && !slices.ContainsFunc(args, func(a string) bool { return slices.Contains(h.wait, a) }) {
		args = append(args, h.wait[0])
	}
	if line > 0 && h.at != nil {
		args = append(args, h.at(file, line)...)
	} else {
		args = append(args, file)
	}
	cmd := exec.CommandContext(ctx, s.Args[0], args...)
	cmd.Env, cmd.Dir = s.Env, s.Dir
	cmd.Cancel = func() error { return nil }
	return cmd
}

// Run opens file in the editor and returns when the editor does. The error is
// an *Error: the program is missing, or it failed.
func (s Spec) Run(ctx context.Context, file string, line int, stdin io.Reader, stdout, stderr io.Writer) error {
	cmd := s.Command(ctx, file, line)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = stdin, stdout, stderr
	if err := cmd.Run(); err != nil {
		return &Error{"editor", s.Args[0], s.From, reason(err)}
	}
	return nil
}

// reason says in plain words what exec reports.
func reason(err error) error {
	if exit, ok := err.(*exec.ExitError); ok {
		return fmt.Errorf("it ended with %w", exit)
	}
	if missing, ok := err.(*exec.Error); ok {
		return fmt.Errorf("it could not be started: %w", missing.Err)
	}
	return err
}
