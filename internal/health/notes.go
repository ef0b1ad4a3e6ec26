package health

import (
	"path"
	"sort"

	"oneonone/internal/lazyregexp"
	"oneonone/internal/merge"
	"oneonone/internal/noterepo"
	"oneonone/internal/rootfs"
	"oneonone/notes/page"
)

// noteHealth looks into the notes for conflict markers, and beside them for
// leftovers of a killed run.
func (d *Doctor) noteHealth() []Finding {
	var found []Finding
	for _, dir := range d.repos.NoteDirs() {
		names, err := d.repos.Names(dir)
		if err != nil {
			continue
		}
		sort.Strings(names)
		for _, n := range names {
			p := path.Join(dir, n)
			if target, end, ok := noterepo.Leftover(n); ok {
				f := Finding{ID: FindLeftover, Path: p, Problem: "a command was killed while it saved " + target + "; this is its unfinished copy", Mend: "rm " + d.pasted(p), Safe: end == noterepo.TmpEnd}
				if end == noterepo.SwapEnd {
					f.Problem = "a command was killed while it saved " + target + "; this may be a version of it that is nowhere else"
					f.Mend = "compare the two, then: rm " + d.pasted(p)
				}
				found = append(found, f)
			}
			if original, ok := copyOf(p); ok {
				found = append(found, Finding{ID: FindCopy, Path: p, Problem: "it looks like a copy of " + original + " that a synchronising program made; no command reads it",
					Mend: "copy what is new in it into " + original + ", then remove it"})
			}
			if page.ParsePath(p).Kind == page.KindOther {
				continue
			}
			if b, err := rootfs.ReadFile(d.repos.Root, p); err == nil && merge.ConflictLine(b) > 0 {
				found = append(found, Finding{ID: FindConflict, Path: p, Problem: merge.ConflictLines(b) + " hold two versions between marks that a merge left",
					Mend: "keep one of the two versions in it, then: " + d.history.RecordAgain(p)})
			}
		}
	}
	return found
}

// copyName matches how file-sync programs name a second version of a file:
// "README 2.md", "2026-11-20 (1).md", "README (Sam's conflicted copy).md",
// "README.sync-conflict-20261120-101500-ABC.md".
var copyName = lazyregexp.New(`^(.+?)(?: \d{1,2}| ?\(.*\)|\.sync-conflict-.*|-conflict-.*)\.md$`)

// copyOf tells from a file's name which note it is a copy of.
func copyOf(p string) (original string, ok bool) {
	m := copyName().FindStringSubmatch(path.Base(p))
	if m == nil || page.ParsePath(p).Kind != page.KindOther {
		return "", false
	}
	original = path.Join(path.Dir(p), m[1]+".md")
	kind := page.ParsePath(original).Kind
	return original, kind == page.KindTopPage || kind == page.KindEntry
}
