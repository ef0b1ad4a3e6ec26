package cmd

import (
	"bytes"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"oneonone/internal/cli"
)

// pictured is the session that README opens with: a real run in the demo, on a
// Friday.
var pictured = [][]string{{}, {"show", "alice", "2026-11-13"}, {"actions", "done", "alice", "promotion"}}

const (
	pictureFile    = "../docs/terminal.svg"
	pictureColumns = 92
	cellWidth      = 8.4
	cellHeight     = 19
	pictureMargin  = 18
)

// TestPictureIsFresh draws the picture anew; UPDATE=1 keeps it.
func TestPictureIsFresh(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "demo")
	terminal(t, dir, "demo", dir)
	var screen []string
	for _, args := range pictured {
		screen = append(screen, "\x1b[2m$\x1b[m \x1b[1moneonone "+strings.Join(args, " ")+"\x1b[m")
		screen = append(screen, strings.Split(strings.TrimSpace(terminal(t, dir, args...)), "\n")...)
		screen = append(screen, "")
	}
	got := picture(screen[:len(screen)-1])
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(pictureFile, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want, err := os.ReadFile(pictureFile); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s does not show what the program prints: UPDATE=1 go test ./cmd -run Picture draws it anew (%v)", pictureFile, err)
	}
}

// terminal runs the program as on a terminal, and gives what stands on it then.
func terminal(t *testing.T, dir string, args ...string) string {
	t.Helper()
	var both bytes.Buffer
	env := &cli.Env{Args: args, Stdin: strings.NewReader(""), Stdout: &both, Stderr: &both, Dir: filepath.Dir(dir),
		Environ: []string{"HOME=" + filepath.Dir(dir), "ONEONONE_DIR=" + dir, "GIT_CONFIG_NOSYSTEM=1", "PATH=" + os.Getenv("PATH"), "TZ=UTC",
			"GIT_AUTHOR_NAME=Sam Rivera", "GIT_AUTHOR_EMAIL=sam@example.org", "GIT_COMMITTER_NAME=Sam Rivera", "GIT_COMMITTER_EMAIL=sam@example.org",
			"TERM=xterm", "CLICOLOR_FORCE=1", fmt.Sprintf("ONEONONE_FORCE_TTY=%d", pictureColumns), "PAGER=cat"},
		Now: func() time.Time { return date(yearToday).Add(9 * time.Hour) }}
	if code := Main(env); code != 0 {
		t.Fatalf("oneonone %s ended with %d:\n%s", strings.Join(args, " "), code, &both)
	}
	return both.String()
}

// pictureStyle has the colours of a light and of a dark page.
const pictureStyle = `rect{fill:#fbfaf8;stroke:#d8d5cf}text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:#24272c}` +
	`.b{font-weight:600}.f{fill:#6b7078}.i{font-style:italic}.u{text-decoration:underline}.c31{fill:#b3261e}.c32{fill:#1a7f37}.c33{fill:#8a6100}.c34{fill:#1f5f8b}.c35{fill:#7a3e9d}.c36{fill:#0b6b74}` +
	`@media(prefers-color-scheme:dark){rect{fill:#17191c;stroke:#3a3e44}text{fill:#e8e6e1}.f{fill:#9aa0a8}.c31{fill:#ff8a80}.c32{fill:#7ee2a0}.c33{fill:#e6c06b}.c34{fill:#7cb8e6}.c35{fill:#d6a5f0}.c36{fill:#7fd4dc}}`

// phrases are words with one space between them: SVG knows no more.
var phrases = regexp.MustCompile(`\S+(?: \S+)*`)

// picture draws lines of a terminal as SVG. Every phrase of one style is put where
// its columns are, whatever font there is.
func picture(lines []string) []byte {
	var b bytes.Buffer
	width, height := pictureColumns*cellWidth+2*pictureMargin, float64(len(lines)*cellHeight+2*pictureMargin)
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" role="img">`+"\n<title>A morning with oneonone, in a terminal</title>\n<style>%s</style>\n", width, height, pictureStyle)
	fmt.Fprintf(&b, `<rect x=".5" y=".5" width="%.0f" height="%.0f" rx="8"/>`+"\n", width-1, height-1)
	for i, line := range lines {
		column, y := 0, pictureMargin+14+i*cellHeight
		for _, run := range styled(line) {
			for _, at := range phrases.FindAllStringIndex(run.text, -1) {
				words := run.text[at[0]:at[1]]
				x := pictureMargin + float64(column+ansi.StringWidth(run.text[:at[0]]))*cellWidth
				fmt.Fprintf(&b, `<text x="%.1f" y="%d" textLength="%.1f"%s>%s</text>`+"\n", x, y, float64(ansi.StringWidth(words))*cellWidth, run.class(), html.EscapeString(words))
			}
			column += ansi.StringWidth(run.text)
		}
	}
	b.WriteString("</svg>\n")
	return b.Bytes()
}

// styledRun is a stretch of one style.
type styledRun struct {
	text    string
	classes []string
}

func (r styledRun) class() string {
	if len(r.classes) == 0 {
		return ""
	}
	return ` class="` + strings.Join(r.classes, " ") + `"`
}

var escapes = regexp.MustCompile(`\x1b\[([0-9;]*)m`)

// styled parts a line where its style changes.
func styled(line string) (all []styledRun) {
	var classes []string
	from := 0
	for _, m := range append(escapes.FindAllStringSubmatchIndex(line, -1), []int{len(line), len(line), len(line), len(line)}) {
		if m[0] > from {
			all = append(all, styledRun{line[from:m[0]], classes})
		}
		from = m[1]
		classes = styleAfter(classes, line[m[2]:m[3]])
	}
	return all
}

// styleAfter is the style that the parameters of an escape sequence leave.
func styleAfter(classes []string, parameters string) []string {
	for p := range strings.SplitSeq(parameters, ";") {
		switch p {
		case "", "0":
			classes = nil
		case "1", "2", "3", "4":
			classes = append(classes[:len(classes):len(classes)], map[string]string{"1": "b", "2": "f", "3": "i", "4": "u"}[p])
		default:
			classes = append(classes[:len(classes):len(classes)], "c"+p)
		}
	}
	return classes
}
