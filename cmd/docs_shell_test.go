package cmd

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestTmux types the two keys of shell.md in a tmux whose terminal is another
// one, and waits for what it shows; then watch runs in a window of that one.
func TestTmux(t *testing.T) {
	need(t, "tmux")
	need(t, "watch")
	page, err := os.ReadFile("../docs/shell.md")
	if err != nil {
		t.Fatal(err)
	}
	_, conf, _ := strings.Cut(string(page), "```tmux ~/.tmux.conf\n")
	conf, _, found := strings.Cut(conf, "```")
	if !found {
		t.Fatal("shell.md has no settings for tmux")
	}
	h := newHome(t)
	h.write(t, "~/.tmux.conf", conf)
	h.run(`oneonone people add "Alice Martin" --day friday`)
	tmux := func(words ...string) string {
		t.Helper()
		c := exec.Command("tmux", append([]string{"-S", h.dir + "/outer", "-f", "/dev/null"}, words...)...)
		c.Dir, c.Env = h.dir, h.env
		out, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("tmux %v: %v\n%s", words, err, out)
		}
		return string(out)
	}
	until := func(what string, there func() bool) {
		t.Helper()
		for range 1200 {
			if there() {
				return
			}
			time.Sleep(50 * time.Millisecond)
		}
		t.Fatalf("%s is not seen:\n%s", what, tmux("capture-pane", "-p"))
	}
	shows := func(text string) {
		t.Helper()
		until(text, func() bool { return strings.Contains(tmux("capture-pane", "-p"), text) })
	}
	tmux("new-session", "-d", "-x", "100", "-y", "20", "tmux -S "+h.dir+"/inner -f "+h.dir+"/.tmux.conf new-session -s work sh")
	t.Cleanup(func() { h.run("tmux -S ~/inner kill-server; tmux -S ~/outer kill-server") })
	shows("[work]")
	tmux("send-keys", "C-b", "N")
	shows("note:")
	const thought = `alice: it's "done", for $5 #win`
	tmux("send-keys", "-l", thought)
	tmux("send-keys", "Enter")
	until("the line in the inbox", func() bool {
		text, _ := os.ReadFile(filepath.Join(h.dir, "oneonone", "inbox.md"))
		return string(text) == thought+"\n"
	})
	tmux("send-keys", "C-b", "O")
	shows("1 line waits in inbox.md")
	_, watch, found := strings.Cut(string(page), "```sh\n")
	watch, _, _ = strings.Cut(watch, "\n```")
	if !found || !strings.Contains(watch, "watch") {
		t.Fatal("shell.md has no command with watch")
	}
	tmux("new-window", watch)
	shows("PERSON")
	shows("Every 300.0s")
}
