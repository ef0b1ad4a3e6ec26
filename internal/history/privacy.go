package history

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"

	"oneonone/internal/remote"
	"oneonone/internal/rootfs"
	"oneonone/internal/text"
	"oneonone/notes/page"
)

// privacy asks whether private notes, or those of a repository inside the
// folder, could ever be pushed with another one.
func (h *History) privacy(ctx context.Context, repos []*repo) []Finding {
	var found []Finding
	for _, r := range repos {
		if cfg, err := r.Config(ctx); err == nil && cfg[remote.SealedSetting] != nil {
			found = append(found, Finding{ID: FindRemote, Path: r.rel, Problem: "private notes are sealed into " + remote.Shown(cfg[remote.SealedSetting][0]), Info: true})
		}
		shared := h.unshareable(ctx, r, repos)
		for _, name := range h.remotes(ctx, r) {
			f := Finding{ID: FindRemote, Path: h.shown(r.Root), Problem: "it has the remote " + name, Info: true}
			if r.private() && shared == nil {
				f.Path, f.Problem = r.rel, "private notes are synced with the remote "+name
			} else if r.private() {
				origin, _, _ := strings.Cut(name, " ")
				f = Finding{ID: FindPrivateRemote, Path: r.rel, Problem: "private notes could be pushed to the remote " + name, Mend: r.CommandLine("remote", "remove", origin)}
			}
			found = append(found, f)
		}
	}
	found = append(found, h.privateBare(repos)...)
	if len(repos) == 0 || repos[0].rel != "" {
		return found
	}
	outer := repos[0]
	if n := outer.Tracked(outer.inside(page.PrivateDir)); n > 0 {
		found = append(found, Finding{ID: FindPrivateKept, Path: page.PrivateDir, Problem: fmt.Sprintf("%d private files are recorded in the folder's repository and are pushed with it", n),
			Mend: outer.CommandLine("rm", "-r", "--cached", outer.inside(page.PrivateDir)) + " && oneonone save; what was pushed already stays known"})
	}
	for _, r := range repos[1:] {
		if !h.ignored(ctx, outer, r.rel) {
			found = append(found, Finding{ID: FindNotIgnored, Path: r.rel, Problem: "it is a repository of its own that the one around it does not ignore",
				Mend: "echo " + text.ShellWord("/"+outer.inside(r.rel)+"/") + " >> " + text.ShellWord(outer.ExcludeFile()), Safe: true})
		}
	}
	own := slices.ContainsFunc(repos, func(r *repo) bool { return r.rel == page.PrivateDir })
	if st, err := h.root.Lstat(page.PrivateDir); err == nil && st.IsDir() && !own && !h.ignored(ctx, outer, page.PrivateDir) {
		found = append(found, Finding{ID: FindNotIgnored, Path: page.PrivateDir, Problem: "private notes are not ignored by the folder's repository: git add would take them",
			Mend: "echo " + text.ShellWord("/"+outer.inside(page.PrivateDir)+"/") + " >> " + text.ShellWord(outer.ExcludeFile()), Safe: true})
	}
	return found
}

// orphans are the private notes of nobody: those of a person whose directory
// was moved or removed by hand.
func (h *History) orphans() []Finding {
	const below = page.PrivateDir + "/people"
	dirs, err := rootfs.ReadDir(h.root, below)
	if err != nil {
		return nil
	}
	var found []Finding
	for _, d := range dirs {
		if _, err := h.root.Lstat("people/" + d.Name()); err == nil || !d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			continue
		}
		found = append(found, Finding{ID: FindOrphan, Path: below + "/" + d.Name(), Problem: "these private notes are about nobody: there is no people/" + d.Name(),
			Mend: "mv " + h.pasted(below+"/"+d.Name()) + " " + h.pasted(below+"/HANDLE") + " && oneonone save"})
	}
	return found
}

// ignored reports whether a repository ignores a directory of the folder, or
// cannot say.
func (h *History) ignored(ctx context.Context, outer *repo, dir string) bool {
	cfg, err := outer.Config(ctx)
	if err != nil {
		return true
	}
	probe := outer.inside(dir + "/x")
	ignored, err := outer.Ignored(ctx, cfg, []string{probe})
	return err != nil || ignored[probe]
}

// privateBare tells of a private/ whose notes nothing records.
func (h *History) privateBare(repos []*repo) []Finding {
	st, err := h.root.Lstat(page.PrivateDir)
	if err != nil || !st.IsDir() || slices.ContainsFunc(repos, (*repo).private) {
		return nil
	}
	return []Finding{{ID: FindPrivateBare, Path: page.PrivateDir, Problem: "it is not a repository: private notes are not recorded", Mend: "oneonone doctor --fix", Safe: true}}
}

// remotes are a repository's remotes, each as "name (address)".
func (h *History) remotes(ctx context.Context, r *repo) []string {
	cfg, err := r.Config(ctx)
	if err != nil {
		return nil
	}
	var list []string
	for k := range cfg {
		name, ok := strings.CutPrefix(k, "remote.")
		if name, isURL := strings.CutSuffix(name, ".url"); ok && isURL {
			url, _ := cfg.Get(k)
			list = append(list, name+" ("+remote.Shown(url)+")")
		}
	}
	sort.Strings(list)
	return list
}
