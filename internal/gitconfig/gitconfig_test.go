package gitconfig

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Settings are read as git reads them, wherever they stand and however they are written.
func TestReadsAsGit(t *testing.T) {
	for name, config := range map[string]string{
		"plain":          "[user]\n\tname = Mia Chen\n\temail=mia@example.org\n",
		"letters":        "[USER]\n\tName = Mia\n[Remote \"Origin\"]\n\tFetchURL = x\n",
		"comments":       "# one\n; two\n[a]\n\tb = c # three\n\td = e ; four\n\tf = \"g # h\" ; i\n",
		"on one line":    "[a] b = c\n[d \"e\"] f = g\n",
		"no value":       "[core]\n\tbare\n\tpager =\n",
		"escapes":        "[a]\n\tb = \"c\\\"d\\\\e\\tf\\ng\\bh\"\n\ti = \"  j  \"\n\tk = l\\\n  m\n",
		"subsections":    "[a \"b.c\"]\n\td = 1\n[a \"e\\\"f\\\\g\"]\n\th = 2\n[a.Old]\n\ti = 3\n",
		"twice":          "[a]\n\tb = 1\n\tb = 2\n",
		"for other ends": "\ufeff[a]\r\n\tb = c\r\n",
		"included":       "[include]\n\tpath = ../beside\n\tpath = \"~/at home\"\n\tpath = absent\n\tpath = ABSOLUTE\n",
		"in this folder": "[includeIf \"gitdir:HOME/notes/\"]\n\tpath = ../beside\n",
		"at home":        "[includeIf \"gitdir:~/notes/\"]\n\tpath = ../beside\n",
		"of that name":   "[includeIf \"gitdir:notes/\"]\n\tpath = ../beside\n",
		"its directory":  "[includeIf \"gitdir:HOME/notes/.git\"]\n\tpath = ../beside\n",
		"by a pattern":   "[includeIf \"gitdir:**/n?te*/**\"]\n\tpath = ../beside\n",
		"too few stars":  "[includeIf \"gitdir:/*/.git\"]\n\tpath = ../beside\n",
		"elsewhere":      "[includeIf \"gitdir:~/other/\"]\n\tpath = ../beside\n",
		"other letters":  "[includeIf \"gitdir:~/NOTES/\"]\n\tpath = ../beside\n",
		"any letters":    "[includeIf \"gitdir/i:~/NOTES/\"]\n\tpath = ../beside\n",
		"of that kind":   "[includeIf \"other:~/notes/\"]\n\tpath = ../beside\n",
	} {
		t.Run(name, func(t *testing.T) {
			home, err := filepath.EvalSymlinks(t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			gitDir := filepath.Join(home, "notes", ".git")
			t.Setenv("HOME", home)
			t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, "none"))
			t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
			if out, err := exec.Command("git", "init", "-q", filepath.Dir(gitDir)).CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			config = strings.NewReplacer("HOME", filepath.ToSlash(home), "ABSOLUTE", filepath.ToSlash(filepath.Join(home, "absolute"))).Replace(config)
			for p, text := range map[string]string{
				filepath.Join(gitDir, "config"):         config,
				filepath.Join(home, "notes", "beside"):  "[beside]\n\tsaid = this\n[include]\n\tpath = further\n",
				filepath.Join(home, "notes", "further"): "[further]\n\tsaid = that\n",
				filepath.Join(home, "at home"):          "[home]\n\tsaid = here\n",
				filepath.Join(home, "absolute"):         "[absolute]\n\tsaid = there\n",
			} {
				if err := os.WriteFile(p, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			cmd := exec.Command("git", "config", "--local", "--includes", "--null", "--list")
			cmd.Dir = filepath.Dir(gitDir)
			out, err := cmd.Output()
			if err != nil {
				t.Fatal(err)
			}
			want := Config{}
			for item := range strings.SplitSeq(strings.TrimSuffix(string(out), "\x00"), "\x00") {
				k, v, ok := strings.Cut(item, "\n")
				if !ok {
					v = NoValue
				}
				want[k] = append(want[k], v)
			}
			got := Config{}
			Reader{Into: got, Home: home, GitDir: gitDir}.File(filepath.Join(gitDir, "config"))
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("git reads -, we +:\n%s", d)
			}
		})
	}
}

// A subsection keeps its letters, as the name of a remote does.
func TestFoldKey(t *testing.T) {
	for key, want := range map[string]string{"User.Name": "user.name", "Remote.Origin.PushURL": "remote.Origin.pushurl", "Odd": "odd"} {
		if got := FoldKey(key); got != want {
			t.Errorf("%s: %s, want %s", key, got, want)
		}
	}
}

func TestTruthy(t *testing.T) {
	for v, want := range map[string]bool{NoValue: true, "Yes": true, "on": true, "TRUE": true, "1": true, "2": true, "-1": true,
		"": false, "no": false, "Off": false, "false": false, "0": false} {
		if Truthy(v) != want {
			t.Errorf("%q: %t", v, !want)
		}
	}
}
