package cmd

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// slip is an entry with a line that check knows better.
const slip = "# Alice\n\n- [v] order the laptops\n"

// withSlip is a home whose notes have one mistake.
func withSlip(t *testing.T) home {
	t.Helper()
	h := newHome(t)
	h.run(`oneonone people add "Alice Martin"`)
	h.write(t, "~/oneonone/people/alice/2026-11-13.md", slip)
	return h
}

func contrib(t *testing.T, dir string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("..", "contrib", dir))
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// vims are the ways to run Vim and Neovim without a screen. What a script of
// Vim says is written to the file out.
var vims = map[string]string{"vim": "vim -N -u NONE -i NONE -es", "nvim": "nvim --clean --headless -es"}

// inVim runs commands of Vim, with contrib/vim loaded, and gives what it wrote.
func inVim(t *testing.T, h home, program, script string) string {
	t.Helper()
	h.write(t, "~/script.vim", "set rtp^="+contrib(t, "vim")+"\nruntime plugin/oneonone.vim\n"+script+"\nqall!\n")
	said := h.run(vims[program] + " -S ~/script.vim")
	text, err := os.ReadFile(filepath.Join(h.dir, "out"))
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	return string(text)
}

// TestVim runs the plugin in both editors.
func TestVim(t *testing.T) {
	tests := []struct{ name, script, want string }{
		{"check", `cd ~/oneonone/people
OneononeCheck alice
call writefile([expand('%:t') . ' ' . line('.'), getqflist()[0].text], expand('~/out'))`,
			"2026-11-13.md 3\n the box [v] is not known; write [ ] for open, [x] for done or [-] for dropped\n"},
		{"compiler", `compiler oneonone
silent make!
cfirst
call writefile([expand('%:t') . ' ' . line('.')], expand('~/out'))`, "2026-11-13.md 3\n"},
		{"nothing to find", `edit ~/oneonone/people/alice/2026-11-13.md
%substitute/v/ /
redir => said
OneononeCheck
redir END
call writefile([split(said, "\n")[-1], len(getqflist()) . ''], expand('~/out'))`, "2 notes checked, no problems found\n0\n"},
		{"changes are read again", `set autoread
edit ~/oneonone/people/alice/2026-11-13.md
3substitute/v/ /
Oneonone actions done alice laptops
call writefile([getline(3)], expand('~/out'))`, "- [x] order the laptops (done 2026-11-20)\n"},
		{"completion", `call writefile(getcompletion('Oneonone actions do', 'cmdline') + getcompletion('OneononeCheck al', 'cmdline'), expand('~/out'))`, "done\nalice\n"},
	}
	for program := range vims {
		for _, tt := range tests {
			t.Run(program+"/"+tt.name, func(t *testing.T) {
				need(t, program)
				if got := inVim(t, withSlip(t), program, tt.script); got != tt.want {
					t.Errorf("got\n%swant\n%s", got, tt.want)
				}
			})
		}
	}
}

// snippet finds those of the format that snipMate began.
var snippet = regexp.MustCompile(`(?m)^snippet (\S+) (.*)\n\t(.*)$`)

// place is where a snippet waits for words, and what it suggests.
var place = regexp.MustCompile(`\$\{\d+:([^}]*)\}`)

// TestSnippets writes each snippet as it stands into an entry: the promises are
// promises, the topic waits, and check finds nothing. Both editors have the same.
func TestSnippets(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(contrib(t, "vim"), "snippets", "markdown.snippets"))
	if err != nil {
		t.Fatal(err)
	}
	lines := map[string]string{}
	bodies := map[string]string{}
	for _, m := range snippet.FindAllStringSubmatch(string(text), -1) {
		bodies[m[2]] = m[3]
		lines[m[1]] = place.ReplaceAllString(m[3], "$1") + "\n"
	}
	h := newHome(t)
	h.run(`oneonone people add "Alice Martin"`)
	h.write(t, "~/oneonone/people/alice/2026-11-20.md", "# Alice\n\n## Topics\n"+lines["topic"]+"\n## Feedback\n"+lines["fb"]+
		"\n## Notes\n"+lines["win"]+lines["decided"]+lines["they"]+lines["you"]+lines["done"])
	for command, want := range map[string]string{
		"oneonone check": "2 notes checked, no problems found\n",
		"oneonone actions --all | cut -f 3,4,5,7":                                   "alice\tAlice to send the plan\t2026-12-04\topen\nme\tI will ask the data team\t2026-12-04\topen\nalice\tAlice to send the plan\t\tdone\n",
		"oneonone hopper list alice | cut -f 3":                                     "How promotion works here\n",
		"oneonone search '#win' --json | grep -c incident":                          "1\n",
		"oneonone search '#decision' --json | grep -c export":                       "1\n",
		"oneonone review alice --since 2026-01-01 | grep -o 'the demo.*' | head -1": "the demo was clear [2026-11-20:7]\n",
	} {
		if got := h.run(command); got != want {
			t.Errorf("$ %s\ngot\n%swant\n%s", command, got, want)
		}
	}

	var code map[string]struct{ Scope, Prefix, Body string }
	text, err = os.ReadFile(filepath.Join(contrib(t, "vscode"), "oneonone.code-snippets"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &code); err != nil || len(code) != len(bodies) || len(code) < 7 {
		t.Fatalf("%d snippets, Vim has %d: %v", len(code), len(bodies), err)
	}
	for what, s := range code {
		if s.Body != bodies[what] {
			t.Errorf("%s: %q here, %q in Vim", what, s.Body, bodies[what])
		}
	}
}

// TestSnippetsInVim types a snippet in Vim with each engine that Debian has.
func TestSnippetsInVim(t *testing.T) {
	for engine, load := range map[string]string{
		"snipmate":  "set rtp+=/usr/share/vim-snipmate,/usr/share/vim-snipmate/after,/usr/share/vim-addon-mw-utils,/usr/share/vim-tlib\nlet g:snipMate = {'snippet_version': 1}",
		"ultisnips": "set rtp+=/usr/share/vim-ultisnips,/usr/share/vim-ultisnips/after",
	} {
		t.Run(engine, func(t *testing.T) {
			need(t, "vim")
			if _, err := os.Stat("/usr/share/vim-" + engine); err != nil {
				t.Skip("the engine is not installed")
			}
			script := load + `
runtime! plugin/**/*.vim after/plugin/**/*.vim
filetype plugin on
edit ~/oneonone/people/alice/2026-11-13.md
set filetype=markdown
execute "normal Gothey\<Tab>\<Esc>"
call writefile([getline('$')], expand('~/out'))`
			const want = "- **Alice to send the plan** (due 2026-12-04)\n"
			if got := inVim(t, withSlip(t), "vim", script); got != want {
				t.Errorf("got %swant %s", got, want)
			}
		})
	}
}

// TestProblemMatcher reads what check says as VS Code would.
func TestProblemMatcher(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(contrib(t, "vscode"), "tasks.json"))
	if err != nil {
		t.Fatal(err)
	}
	var tasks struct {
		Tasks []struct {
			Command        string
			ProblemMatcher struct {
				Pattern struct{ Regexp string }
			}
		}
	}
	if err := json.Unmarshal(text, &tasks); err != nil || len(tasks.Tasks) != 1 {
		t.Fatalf("%d tasks: %v", len(tasks.Tasks), err)
	}
	m := regexp.MustCompile("(?m)" + tasks.Tasks[0].ProblemMatcher.Pattern.Regexp).FindStringSubmatch(strings.TrimSpace(withSlip(t).run("cd oneonone && " + tasks.Tasks[0].Command)))
	if len(m) != 4 || m[1] != "people/alice/2026-11-13.md" || m[2] != "3" {
		t.Errorf("%q", m)
	}
}
