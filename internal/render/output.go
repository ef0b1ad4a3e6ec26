package render

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"strconv"
	"strings"

	"golang.org/x/term"
)

// Output is a stream and what is known about who reads it.
type Output struct {
	W      io.Writer
	TTY    bool // a terminal: lay out for a person
	Width  int  // columns of the terminal; 0 for no limit
	Height int  // lines of the terminal; 0 when unknown
	Color  bool // styles are wanted
}

// ColorMode is the value of --color; it is a pflag.Value. The zero ColorMode
// is "auto".
type ColorMode string

// The color modes.
const (
	ColorAuto   ColorMode = "auto"
	ColorAlways ColorMode = "always"
	ColorNever  ColorMode = "never"
)

// String is the mode's word.
func (m *ColorMode) String() string {
	if *m == "" {
		return string(ColorAuto)
	}
	return string(*m)
}

// Set reads the mode's word.
func (m *ColorMode) Set(s string) error {
	switch mode := ColorMode(s); mode {
	case ColorAuto, ColorAlways, ColorNever:
		*m = mode
		return nil
	}
	return errors.New("try auto, always or never")
}

// Type names the value in help texts.
func (m *ColorMode) Type() string { return "when" }

// Detect looks at w and the environment (as os.Environ gives it). Whether w
// is a terminal decides the layout; the colour follows, in this order: mode
// unless it is auto, $NO_COLOR (when not empty), $CLICOLOR_FORCE (when not
// empty or 0), whether w is a terminal, $CLICOLOR=0, and what $TERM can do.
// $COLUMNS, when it is a number, is the terminal's width. $ONEONONE_FORCE_TTY
// makes w count as a terminal, of that width or 80 columns.
func Detect(w io.Writer, mode ColorMode, environ []string) Output {
	o := Output{W: w}
	if f, ok := w.(interface{ Fd() uintptr }); ok && term.IsTerminal(int(f.Fd())) {
		o.TTY = true
		o.Width = 80 // when the terminal does not say
		if width, height, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
			o.Width, o.Height = width, height
		}
		if n, err := strconv.Atoi(getenv(environ, "COLUMNS")); err == nil && n > 0 {
			o.Width = n
		}
	}
	if forced := getenv(environ, "ONEONONE_FORCE_TTY"); forced != "" {
		n, err := strconv.Atoi(forced)
		if err != nil || n <= 0 {
			n = 80
		}
		o.TTY, o.Width, o.Height = true, n, 0
	}
	o.Color = wantsColor(o.TTY, mode, environ)
	return o
}

func wantsColor(tty bool, mode ColorMode, environ []string) bool {
	switch mode {
	case ColorAlways:
		return true
	case ColorNever:
		return false
	}
	if getenv(environ, "NO_COLOR") != "" {
		return false
	}
	if force := getenv(environ, "CLICOLOR_FORCE"); force != "" && force != "0" {
		return true
	}
	return tty && getenv(environ, "CLICOLOR") != "0" && showsColor(getenv(environ, "TERM"))
}

// showsColor reports whether a terminal of that name can show colours. On Windows
// terminals have no name, and all can.
func showsColor(term string) bool {
	return term != "dumb" && (term != "" || runtime.GOOS == "windows")
}

// getenv is the last setting of key, as os.Getenv has it.
func getenv(environ []string, key string) string {
	for i := len(environ) - 1; i >= 0; i-- {
		if k, v, ok := strings.Cut(environ[i], "="); ok && k == key {
			return v
		}
	}
	return ""
}

// Style is how text looks: the parameters of an SGR sequence. Only attributes and
// named colours that are readable on both light and dark backgrounds are used:
// not blue, yellow, white or black.
type Style string

// The styles, by what they say.
const (
	Plain Style = ""
	Bold  Style = "1"
	Muted Style = "2"  // less important than its neighbours
	Good  Style = "32" // done, added
	Bad   Style = "31" // overdue, removed, failed
	Warn  Style = "35" // soon, unsure
	Name  Style = "36" // a person, a path, a commit

	italic Style = "3"
	under  Style = "4"
	strike Style = "9"
)

// And joins two styles.
func (s Style) And(t Style) Style {
	if s == "" || t == "" {
		return s + t
	}
	return s + ";" + t
}

// paint puts style around text that is already clean.
func (o Output) paint(s Style, text string) string {
	if s == Plain || text == "" || !o.Color {
		return text
	}
	return "\x1b[" + string(s) + "m" + text + "\x1b[m"
}

// Text is s as it may go to this output. It is clean in a pipe too, since what is
// piped often ends up on a terminal; only whole notes and diffs keep every byte.
func (o Output) Text(s string) string { return Clean(s) }

// Paint is Text in a style.
func (o Output) Paint(style Style, s string) string { return o.paint(style, o.Text(s)) }

// Printf is fmt.Fprintf on o.W with its string, []byte and error arguments
// cleaned for a terminal. The format itself is the program's own; pass results of
// Paint as Painted.
func (o Output) Printf(format string, args ...any) error {
	for i, arg := range args {
		switch v := arg.(type) {
		case string:
			args[i] = o.Text(v)
		case error:
			args[i] = o.Text(v.Error())
		case []byte:
			args[i] = o.Text(string(v))
		}
	}
	_, err := fmt.Fprintf(o.W, format, args...)
	return err
}

// Painted marks a string made by Paint or another method of Output, which is not
// cleaned again.
type Painted string
