package editor

import (
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/mattn/go-shellwords"
)

// Spec is a program to start, and where it was set.
type Spec struct {
	Args []string // the program and its own arguments; none means no pager is wanted
	Env  []string // as "NAME=value": a pager's extra variables, or an editor's whole environment (none for this process's)
	Dir  string   // an editor's working directory; "" for this process's
	From string   // the setting: "$EDITOR", "git's core.editor", "the default"
}

// Error is an editor or pager that cannot be used.
type Error struct {
	Kind  string // "editor" or "pager"
	Value string // the program, or the setting's whole value
	From  string // as in Spec
	Err   error
}

// ended reports whether the editor ran, and ended with a failure: that is the
// user's :cq, not a fault of the setting. A shell that found no editor ends with
// 126 or 127.
func (e *Error) ended() bool {
	var exit *exec.ExitError
	return errors.As(e.Err, &exit) && exit.ExitCode() != 126 && exit.ExitCode() != 127
}

func (e *Error) Error() string {
	if e.ended() {
		return fmt.Sprintf("the %s %q ended with %v", e.Kind, e.Value, errors.Unwrap(e.Err))
	}
	return fmt.Sprintf("running the %s %q, set by %s: %v", e.Kind, e.Value, e.From, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// Hint says what to do next, in one line.
func (e *Error) Hint() string {
	if e.ended() {
		return ""
	}
	if e.Kind == "pager" {
		return "set ONEONONE_PAGER to a program and its arguments, or to cat for none"
	}
	return `set ONEONONE_EDITOR to a program and its arguments, such as "nano" or "code --wait"`
}

// Resolve chooses the editor: $ONEONONE_EDITOR, $VISUAL, $EDITOR, git's
// core.editor, then vi (on Windows, notepad). An empty setting is skipped.
// gitEditor returns core.editor and is called last, since it may start a process;
// nil counts as returning "".
func Resolve(getenv func(string) string, gitEditor func() string) (Spec, error) {
	fallback := "vi"
	if runtime.GOOS == "windows" {
		fallback = "notepad"
	}
	value, from := first(getenv, []string{"ONEONONE_EDITOR", "VISUAL", "EDITOR"}, "core.editor", gitEditor, fallback)
	args, err := split(value, getenv)
	if err != nil {
		return Spec{}, &Error{"editor", value, from, err}
	}
	return Spec{Args: args, From: from}, nil
}

// ResolvePager chooses the pager: $ONEONONE_PAGER, $PAGER, git's core.pager,
// then less -FRX. "cat" means none: the Spec has no Args. As git does, less
// and lv are told to pass colours through unless the user's own settings say
// otherwise, and less that the text is UTF-8.
func ResolvePager(getenv func(string) string, gitPager func() string) (Spec, error) {
	value, from := first(getenv, []string{"ONEONONE_PAGER", "PAGER"}, "core.pager", gitPager, "less -FRX")
	args, err := split(value, getenv)
	if err != nil {
		return Spec{}, &Error{"pager", value, from, err}
	}
	if len(args) == 1 && args[0] == "cat" {
		return Spec{From: from}, nil
	}
	spec := Spec{Args: args, From: from}
	for _, v := range []struct{ name, value string }{{"LESS", "FRX"}, {"LV", "-c"}, {"LESSCHARSET", "utf-8"}} {
		if getenv(v.name) == "" {
			spec.Env = append(spec.Env, v.name+"="+v.value)
		}
	}
	return spec, nil
}

// first is the first setting with something in it, and its name for messages.
func first(getenv func(string) string, names []string, gitKey string, git func() string, fallback string) (value, from string) {
	for _, name := range names {
		if v := strings.TrimSpace(getenv(name)); v != "" {
			return v, "$" + name
		}
	}
	if git != nil {
		if v := strings.TrimSpace(git()); v != "" {
			return v, "git's " + gitKey
		}
	}
	return fallback, "the default"
}

// split splits a setting's value into arguments. A value that as a whole is the
// path of a program stays whole: "/Applications/Sublime Text.app/…/subl".
func split(value string, getenv func(string) string) ([]string, error) {
	if filepath.IsAbs(value) && strings.Contains(value, " ") {
		if _, err := exec.LookPath(value); err == nil {
			return []string{value}, nil
		}
	}
	if strings.ContainsAny(value, "`$") {
		return nil, errors.New("it is not run by a shell, so ` and $ cannot be used in it")
	}
	if runtime.GOOS == "windows" { // a backslash separates directories there and escapes nothing
		value = strings.ReplaceAll(value, `\`, "/")
	}
	parser := shellwords.NewParser()
	parser.ParseEnv, parser.ParseBacktick, parser.ParseComment = false, false, false
	args, err := parser.Parse(value)
	if err != nil {
		return nil, errors.New("its quotes or brackets do not match")
	}
	if parser.Position >= 0 {
		return nil, errors.New("it is not run by a shell, so ; & | < > cannot be used in it outside quotes")
	}
	if len(args) == 0 || args[0] == "" {
		return nil, errors.New("it names no program")
	}
	if strings.Contains(filepath.Base(args[0]), "=") {
		return nil, fmt.Errorf("it starts with a variable and not a program; write it as env %s", value)
	}
	if home := getenv("HOME"); home != "" && strings.HasPrefix(args[0], "~/") {
		args[0] = filepath.Join(home, args[0][2:])
	}
	return args, nil
}
