package render

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

// screen is a terminal of the given width that shows colours.
func screen(width int) (Output, *bytes.Buffer) {
	var buf bytes.Buffer
	return Output{W: &buf, TTY: true, Width: width, Color: true}, &buf
}

// pipe is what a program reads from.
func pipe() (Output, *bytes.Buffer) {
	var buf bytes.Buffer
	return Output{W: &buf}, &buf
}

func TestWantsColor(t *testing.T) {
	const term = "TERM=xterm-256color"
	for _, c := range []struct {
		name    string
		tty     bool
		mode    ColorMode
		environ string
		want    bool
	}{
		{"terminal", true, ColorAuto, term, true},
		{"zero mode", true, "", term, true},
		{"pipe", false, ColorAuto, term, false},
		{"always in a pipe", false, ColorAlways, "", true},
		{"always before NO_COLOR", true, ColorAlways, term + " NO_COLOR=1", true},
		{"never", true, ColorNever, term + " CLICOLOR_FORCE=1", false},
		{"NO_COLOR", true, ColorAuto, term + " NO_COLOR=1", false},
		{"NO_COLOR with any text", true, ColorAuto, term + " NO_COLOR=please", false},
		{"NO_COLOR before CLICOLOR_FORCE", false, ColorAuto, term + " NO_COLOR=1 CLICOLOR_FORCE=1", false},
		{"empty NO_COLOR", true, ColorAuto, term + " NO_COLOR=", true},
		{"CLICOLOR_FORCE in a pipe", false, ColorAuto, term + " CLICOLOR_FORCE=1", true},
		{"CLICOLOR_FORCE=0", false, ColorAuto, term + " CLICOLOR_FORCE=0", false},
		{"CLICOLOR=0", true, ColorAuto, term + " CLICOLOR=0", false},
		{"dumb", true, ColorAuto, "TERM=dumb", false},
		{"last setting", true, ColorAuto, "TERM=dumb " + term, true},
	} {
		if got := wantsColor(c.tty, c.mode, strings.Fields(c.environ)); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestDetectWithoutTerminal(t *testing.T) {
	file, err := os.Create(t.TempDir() + "/out")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if o := Detect(file, ColorAuto, []string{"TERM=xterm", "COLUMNS=40"}); o.TTY || o.Width != 0 || o.Color {
		t.Errorf("a file is a terminal: %+v", o)
	}
	if o := Detect(&bytes.Buffer{}, ColorAlways, nil); o.TTY || o.Width != 0 || !o.Color {
		t.Errorf("a buffer with --color=always: %+v", o)
	}
}

func TestColorMode(t *testing.T) {
	var m ColorMode
	if m.String() != "auto" {
		t.Errorf("zero mode is %q", m.String())
	}
	if err := m.Set("never"); err != nil || m != ColorNever {
		t.Errorf("never: %v, %v", m, err)
	}
	if err := m.Set("sometimes"); err == nil || m != ColorNever {
		t.Errorf("sometimes: %v, %v", m, err)
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"":                       "",
		"plain\ttext\n":          "plain\ttext\n",
		"Zoë 李雷 👩‍💻 עברית":       "Zoë 李雷 👩‍💻 עברית",
		"\x1b[31mred\x1b[0m":     "␛[31mred␛[0m",
		"\x1b]0;title\a":         "␛]0;title␇",
		"a\x00b\x7fc":            "a␀b␡c",
		"\u009b31m":              "�31m",
		"a\u202eb\u2066c":        "a�b�c",
		"bad \xff\xfe utf":       "bad �� utf",
		"line\r\nend":            "line\nend",
		"over\rwritten":          "over␍written",
		"\r":                     "␍",
		"\r\r\n":                 "␍\n",
		"\xe2\x80":               "��",
		"left\u200eright\u200f.": "left\u200eright\u200f.",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzClean(f *testing.F) {
	f.Add("a\x1b[2Jb\r\n\u009b\u202e\xff")
	f.Fuzz(func(t *testing.T, s string) {
		got := Clean(s)
		for i, r := range got {
			if r < ' ' && r != '\n' && r != '\t' || r == 0x7f || steers(r) {
				t.Fatalf("Clean(%q) has %U at %d", s, r, i)
			}
		}
		if !utf8.ValidString(got) || Clean(got) != got {
			t.Fatalf("Clean(%q) = %q is not clean", s, got)
		}
		want := utf8.RuneCountInString(s) - strings.Count(s, "\r\n")
		if n := utf8.RuneCountInString(got); n != want {
			t.Fatalf("Clean(%q) has %d characters, want %d", s, n, want)
		}
	})
}

func TestPaint(t *testing.T) {
	o, buf := screen(80)
	if got := o.Paint(Bad, "late\x1b[0m"); got != "\x1b[31mlate␛[0m\x1b[m" {
		t.Errorf("on a screen: %q", got)
	}
	if got := o.Paint(Bold.And(Bad), "x"); got != "\x1b[1;31mx\x1b[m" {
		t.Errorf("two styles: %q", got)
	}
	if got := o.Paint(Plain, "x") + o.Paint(Bad, ""); got != "x" {
		t.Errorf("no style, no text: %q", got)
	}
	if err := o.Printf("%s %v %s %d\n", "a\a", errors.New("b\a"), Painted(o.Paint(Bad, "c")), 4); err != nil {
		t.Fatal(err)
	}
	if got := buf.String(); got != "a␇ b␇ \x1b[31mc\x1b[m 4\n" {
		t.Errorf("Printf: %q", got)
	}
	p, _ := pipe()
	if got := p.Paint(Bad, "late\x1b"); got != "late␛" {
		t.Errorf("in a pipe: %q", got)
	}
}
