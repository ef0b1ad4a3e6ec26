package cmd

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The pages in docs say what the notes go together with, and are repeated.

// needs names the programs and files without which a page cannot be repeated.
var needs = regexp.MustCompile(`(?m)^<!-- needs (.*) -->$`)

// TestPagesAreRepeated repeats each page in a home of its own: a block that names a
// file is that file, and each command of a console block prints what stands
// below it, where … is anything.
func TestPagesAreRepeated(t *testing.T) {
	pages, err := filepath.Glob("../docs/*.md")
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	for _, page := range pages {
		t.Run(filepath.Base(page), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			m := needs.FindSubmatch(text)
			if m == nil {
				t.Skip("it says nothing of what its transcripts need")
			}
			for program := range strings.FieldsSeq(string(m[1])) {
				need(t, program)
			}
			repeated := repeat(t, newHome(t), string(text))
			if os.Getenv("UPDATE") != "" && repeated != string(text) {
				if err := os.WriteFile(page, []byte(repeated), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func need(t *testing.T, program string) {
	t.Helper()
	_, err := os.Stat(program)
	if !filepath.IsAbs(program) {
		_, err = exec.LookPath(program)
	}
	if err != nil {
		t.Skipf("there is no %s here", program)
	}
}

// repeat does what the fenced blocks of a page say, and gives the page as it
// would have to be.
func repeat(t *testing.T, home home, page string) string {
	t.Helper()
	var out strings.Builder
	var info string
	var block []string
	for i, line := range strings.SplitAfter(page, "\n") {
		fence := strings.HasPrefix(line, "```")
		switch {
		case fence && info == "":
			info, block = strings.TrimSpace(line[3:])+" ", nil
			out.WriteString(line)
		case fence:
			lang, file, _ := strings.Cut(strings.TrimSpace(info), " ")
			if lang == "console" {
				block = home.transcript(t, i, block)
			} else if file != "" {
				home.write(t, file, strings.Join(block, ""))
			}
			out.WriteString(strings.Join(block, "") + line)
			info = ""
		case info != "":
			block = append(block, line)
		default:
			out.WriteString(line)
		}
	}
	return out.String()
}

// home is the home directory of whoever follows a page.
type home struct {
	dir string
	env []string
}

func newHome(t *testing.T) home {
	t.Helper()
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	h := home{dir: t.TempDir()}
	h.write(t, "~/.gitconfig", "[user]\n\tname = Sam Rivera\n\temail = sam@example.org\n[init]\n\tdefaultBranch = main\n")
	h.env = append(os.Environ(), "HOME="+h.dir, "XDG_CONFIG_HOME="+h.dir+"/.config", "XDG_DATA_HOME="+h.dir+"/.local/share", "XDG_CACHE_HOME="+h.dir+"/.cache",
		"XDG_STATE_HOME="+h.dir+"/.local/state", "BASH_ENV="+h.dir+"/.bashrc", "GIT_CONFIG_NOSYSTEM=1", "ONEONONE_DIR=", "TZ=UTC", "LC_ALL=C.UTF-8", "LANG=C.UTF-8",
		"EDITOR=true", "VISUAL=", "ONEONONE_EDITOR=", "PAGER=cat", "TERM=xterm-256color", "TMUX=", "TERMINAL=", "NOW="+firstNow)
	return h
}

// write makes a file whose name begins with ~/.
func (h home) write(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join(h.dir, strings.TrimPrefix(name, "~/"))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// run runs a command by bash, and gives what a terminal would show of it.
func (h home) run(command string) string {
	c := exec.Command("bash", "-c", command)
	c.Dir, c.Env = h.dir, h.env
	out, err := c.CombinedOutput()
	text := strings.ReplaceAll(string(out), h.dir, "/home/sam")
	if err != nil && len(out) == 0 {
		text = fmt.Sprintf("%v\n", err)
	}
	return text
}

// transcript runs the commands of a block that ends at a line, and compares what
// they print with what stands below each.
func (h home) transcript(t *testing.T, end int, block []string) []string {
	t.Helper()
	var real []string
	for i := 0; i < len(block); {
		line, command := end-len(block)+i+1, strings.TrimPrefix(block[i], "$ ")
		if command == block[i] {
			t.Fatalf("line %d is below no command: %s", line, block[i])
		}
		real = append(real, block[i])
		for i++; i < len(block) && strings.HasPrefix(block[i], "> "); i++ {
			command += block[i][2:]
			real = append(real, block[i])
		}
		var want []string
		for ; i < len(block) && !strings.HasPrefix(block[i], "$ "); i++ {
			want = append(want, block[i])
		}
		got := h.run(command)
		if like(strings.Join(want, "")).MatchString(got) {
			real = append(real, want...)
			continue
		}
		t.Errorf("line %d: $ %sgot\n%swant\n%s", line, command, got, strings.Join(want, ""))
		real = append(real, got)
	}
	return real
}

// like matches what a page shows: … is anything on a line, or any lines.
func like(text string) *regexp.Regexp {
	pattern := regexp.QuoteMeta(text)
	pattern = regexp.MustCompile(`(?m)^…\n`).ReplaceAllString(pattern, `(?s:.*?)`)
	return regexp.MustCompile(`\A` + strings.ReplaceAll(pattern, "…", ".*?") + `\z`)
}
