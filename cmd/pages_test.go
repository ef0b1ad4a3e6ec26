package cmd

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"oneonone/internal/benchfolder"
)

// No page runs or fetches anything, leads anywhere but where the notes' own links
// lead, or has a byte of private notes; whatever the notes say.
func TestPagesAreHarmless(t *testing.T) {
	dir := t.TempDir()
	for path, text := range map[string]string{
		"oneonone.yaml": "format: 1\nme: \"Sam <img src=//a.example>\"\n",
		"people/alice/README.md": "---\nname: 'Alice </title><script src=//b.example></script>'\n---\n# Alice\n\n" +
			"## Goals\n- Lead \"><script>x</script> (since 2026-05-04)\n  - [ ] a step [x](javascript:x)\n\n## Working agreement\n- [read](https://example.org/agreed)\n",
		"people/alice/2026-11-06.md": "# \"><base href=//c.example>\n\n## Goals\n- Lead \"><script>x</script>: going on\n\n## Notes\n" +
			"- [ ] **Alice to \"><img src=x onerror=x> it** (due 2026-11-10)\n- **Sam: look at <https://example.org/plan>**\n- ![x](https://d.example/pixel.png) ![y](//d.example) [z](data:text/html,x)\n\n" +
			"## Wins\n- shipped <svg onload=x> #win\n\n## Feedback\n- [ ] to Alice: UNSAID\n",
		"people/alice/2026-11-13.md":         "---\nstatus: skipped\nreason: SECRET <script>\nmood: 1\n---\n",
		"private/people/alice/README.md":     "## Hopper\n- SECRET\n",
		"private/people/alice/2026-11-06.md": "- [ ] Alice: SECRET\n- SECRET #win\n",
	} {
		write(t, filepath.Join(dir, filepath.FromSlash(path)), text)
	}
	links := []string{"https://example.org/agreed", "https://example.org/plan", "https://d.example/pixel.png"}
	for _, args := range [][]string{
		{"show", "alice", "--html"}, {"show", "alice", "--all", "--html"}, {"show", "alice", "2026-11-06", "--html"},
		{"stats", "--html"}, {"stats", "alice", "--html"}, {"review", "alice", "--since", "2026-01-01", "--html"},
	} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			src, _ := runSaying(t, dir, args...)
			if strings.Contains(src, "SECRET") || args[0] != "review" && strings.Contains(src, "UNSAID") {
				t.Errorf("what nobody may read is on the page")
			}
			if !strings.Contains(src, "default-src &#39;none&#39;") && !strings.Contains(src, "default-src 'none'") {
				t.Errorf("the page does not tell the browser to fetch nothing")
			}
			harmless(t, src, links)
		})
	}
}

// runs are elements that run, fetch, or lead somewhere by themselves.
var runs = strings.Fields("script iframe object embed base link form input button audio video source foreignobject image use animate set")

var fetches = regexp.MustCompile(`url\((?:[^#)]|#[^a-z])|@import|https?:`)

// harmless reads a page as a browser does.
func harmless(t *testing.T, src string, links []string) {
	root, err := html.Parse(strings.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	ids, leads := map[string]bool{}, []string{}
	for n := range root.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data == "style" && fetches.MatchString(n.Data) {
			t.Errorf("the style fetches %s", fetches.FindString(n.Data))
		}
		if n.Type != html.ElementNode {
			continue
		}
		if slices.Contains(runs, n.Data) {
			t.Errorf("<%s>", n.Data)
		}
		for _, a := range n.Attr {
			switch {
			case a.Key == "id":
				ids[a.Val] = true
			case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
				leads = append(leads, a.Val[1:])
			case a.Key == "href" && slices.Contains(links, a.Val):
			case strings.HasPrefix(a.Key, "on"), slices.Contains(strings.Fields("href src srcset action background poster data xlink:href"), a.Key),
				a.Key == "http-equiv" && a.Val != "Content-Security-Policy":
				t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
			}
		}
	}
	for _, to := range leads {
		if !ids[to] {
			t.Errorf("a link leads to %q, which is not on the page", to)
		}
	}
}

func TestThePageOfTenYearsIsSmall(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	dir := t.TempDir()
	if err := benchfolder.Write(dir, benchfolder.Options{People: 1, Entries: 520}); err != nil {
		t.Fatal(err)
	}
	src := run(t, dir, "show", "alice", "--all", "--html")
	if n := strings.Count(src, "<article "); n != 520 || len(src) > 2_000_000 {
		t.Errorf("%d entries in %d bytes", n, len(src))
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	err := os.MkdirAll(filepath.Dir(path), 0o700)
	if err == nil {
		err = os.WriteFile(path, []byte(text), 0o600)
	}
	if err != nil {
		t.Fatal(fmt.Errorf("writing a note: %w", err))
	}
}
