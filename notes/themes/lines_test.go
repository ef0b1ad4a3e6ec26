package themes

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/page"
)

func day(s string) when.Date {
	d, err := when.ParseISO(s)
	if err != nil {
		panic(err)
	}
	return d
}

// folder is a folder of these files on 20 November 2026.
func folder(t testing.TB, files map[string]string) *notes.Folder {
	t.Helper()
	disk := fstest.MapFS{"oneonone.yaml": {Data: []byte("format: 1\nme: Sam Rivera\n")}}
	for path, src := range files {
		disk[path] = &fstest.MapFile{Data: []byte(src)}
	}
	f, err := notes.OpenFolder(disk)
	if err != nil {
		t.Fatal(err)
	}
	f.Today = day("2026-11-20")
	return f
}

func told(lines []Line) string {
	var b strings.Builder
	for _, l := range lines {
		fmt.Fprintf(&b, "%s %s %s:%d %s\n", l.Day, l.Person, strings.TrimPrefix(l.Path, "people/"), l.Line, l.Text)
	}
	return b.String()
}

func TestLines(t *testing.T) {
	f := folder(t, map[string]string{
		"people/alice/README.md": "---\nname: Alice Martin\n---\n\n## Notes\n- 2026-11-18: no desk #obstacle\n- a standing line #obstacle\n",
		"people/alice/2026-11-06.md": "# Alice\n\n## Obstacles\n- staging is down\n  - since Monday\n- none\n- \n\n## Last time\n- [ ] Sam: mend staging #obstacle (since 2026-10-30)\n\n" +
			"## Notes\n- the obstacle course was fun\n- [ ] alarms at night #obstacle\n> - a quotation #obstacle\n<!-- - a comment #obstacle -->\n",
		"people/alice/2026-12-04.md":         "# Alice\n\n## Obstacles\n- to come\n",
		"people/alice/2025-11-06.md":         "# Alice\n\n## Obstacles\n- long ago\n",
		"private/people/alice/2026-11-06.md": "## Obstacles\n- private\n",
		"people/bob/README.md":               "---\nname: Bob Stone\narchived: 2026-11-01\n---\n",
		"people/bob/2026-10-06.md":           "## Obstacles\n- archived\n",
		"people/chloe/2026-11-04.md":         "## Roadblocks\n- die Freigabe fehlt\n",
	})
	lines, problems, err := Lines(f, Window{Since: day("2026-05-22")}, page.SectionObstacle)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	const want = `2026-11-04 chloe chloe/2026-11-04.md:2 die Freigabe fehlt
2026-11-06 alice alice/2026-11-06.md:4 staging is down
2026-11-06 alice alice/2026-11-06.md:14 alarms at night
2026-11-18 alice alice/README.md:6 no desk
`
	if got := told(lines); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
