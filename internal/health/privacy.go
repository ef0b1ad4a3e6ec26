package health

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"

	"oneonone/internal/history"
	"oneonone/internal/noterepo"
	"oneonone/internal/remote"
	"oneonone/internal/rootfs"
	"oneonone/internal/text"
	"oneonone/notes/page"
)

// privacy finds private notes, and notes of a repository inside the folder, that
// could be pushed with another repository.
func (d *Doctor) privacy(ctx context.Context, repos []*noterepo.Repo) []Finding {
	var found []Finding
	for _, r := range repos {
		if cfg, err := r.Config(ctx); err == nil && cfg[remote.SealedSetting] != nil {
			found = append(found, Finding{ID: FindRemote, Path: r.Rel, Problem: "private notes are sealed into " + remote.Shown(cfg[remote.SealedSetting][0]), Info: true})
		}
		shared := history.Unshareable(ctx, r, repos)
		for _, name := range d.remotes(ctx, r) {
			f := Finding{ID: FindRemote, Path: d.shown(r.Root), Problem: "it has the remote " + name, Info: true}
			if r.Private() && shared == nil {
				f.Path, f.Problem = r.Rel, "private notes are synced with the remote "+name
			} else if r.Private() {
				origin, _, _ := strings.Cut(name, " ")
				f = Finding{ID: FindPrivateRemote, Path: r.Rel, Problem: "private notes could be pushed to the remote " + name, Mend: r.CommandLine("remote", "remove", origin)}
			}
			found = append(found, f)
		}
	}
	found = append(found, d.privateBare(repos)...)
	if len(repos) == 0 || repos[0].Rel != "" {
		return found
	}
	outer := repos[0]
	if n := outer.Tracked(outer.Inside(page.PrivateDir)); n > 0 {
		found = append(found, Finding{ID: FindPrivateKept, Path: page.PrivateDir, Problem: fmt.Sprintf("%d private files are recorded in the folder's repository and are pushed with it", n),
			Mend: outer.CommandLine("rm", "-r", "--cached", outer.Inside(page.PrivateDir)) + " && oneonone save; what was already pushed stays there"})
	}
	for _, r := range repos[1:] {
		if !d.ignored(ctx, outer, r.Rel) {
			found = append(found, Finding{ID: FindNotIgnored, Path: r.Rel, Problem: "it is a repository of its own that the one around it does not ignore",
				Mend: "echo " + text.ShellWord("/"+outer.Inside(r.Rel)+"/") + " >> " + text.ShellWord(outer.ExcludeFile()), Safe: true})
		}
	}
	found = append(found, d.inbox(ctx, outer)...)
	own := slices.ContainsFunc(repos, func(r *noterepo.Repo) bool { return r.Rel == page.PrivateDir })
	if st, err := d.repos.Root.Lstat(page.PrivateDir); err == nil && st.IsDir() && !own && !d.ignored(ctx, outer, page.PrivateDir) {
		found = append(found, Finding{ID: FindNotIgnored, Path: page.PrivateDir, Problem: "private notes are not ignored by the folder's repository: git add would take them",
			Mend: "echo " + text.ShellWord("/"+outer.Inside(page.PrivateDir)+"/") + " >> " + text.ShellWord(outer.ExcludeFile()), Safe: true})
	}
	return found
}

// inbox finds an inbox that git tracks, or would add.
func (d *Doctor) inbox(ctx context.Context, outer *noterepo.Repo) []Finding {
	inside := outer.Inside(page.InboxFile)
	if outer.Tracked(inside) > 0 {
		return []Finding{{ID: FindPrivateKept, Path: page.InboxFile, Problem: "the inbox is recorded in the folder's repository and is pushed with it",
			Mend: outer.CommandLine("rm", "--cached", inside) + " && oneonone save; what was already pushed stays there"}}
	}
	if _, err := d.repos.Root.Lstat(page.InboxFile); err != nil || d.ignores(ctx, outer, inside) {
		return nil
	}
	return []Finding{{ID: FindInbox, Path: page.InboxFile, Problem: "the inbox is not ignored by the folder's repository: git add would take it",
		Mend: "echo " + text.ShellWord("/"+inside) + " >> " + text.ShellWord(outer.ExcludeFile()), Safe: true}}
}

// orphans finds private notes about nobody: those about a person whose directory
// was moved or removed by hand.
func (d *Doctor) orphans() []Finding {
	const below = page.PrivateDir + "/people"
	dirs, err := rootfs.ReadDir(d.repos.Root, below)
	if err != nil {
		return nil
	}
	var found []Finding
	for _, dir := range dirs {
		if _, err := d.repos.Root.Lstat("people/" + dir.Name()); err == nil || !dir.IsDir() || strings.HasPrefix(dir.Name(), ".") {
			continue
		}
		found = append(found, Finding{ID: FindOrphan, Path: below + "/" + dir.Name(), Problem: "these private notes are about nobody: no people/" + dir.Name(),
			Mend: "mv " + d.pasted(below+"/"+dir.Name()) + " " + d.pasted(below+"/HANDLE") + " && oneonone save"})
	}
	return found
}

// ignored reports whether a repository ignores a directory of the folder, or
// cannot say.
func (d *Doctor) ignored(ctx context.Context, outer *noterepo.Repo, dir string) bool {
	return d.ignores(ctx, outer, outer.Inside(dir+"/x"))
}

// ignores is ignored for a file, by its path in the repository.
func (d *Doctor) ignores(ctx context.Context, outer *noterepo.Repo, probe string) bool {
	cfg, err := outer.Config(ctx)
	if err != nil {
		return true
	}
	ignored, err := outer.Ignored(ctx, cfg, []string{probe})
	return err != nil || ignored[probe]
}

// privateBare finds a private/ whose notes no repository records.
func (d *Doctor) privateBare(repos []*noterepo.Repo) []Finding {
	st, err := d.repos.Root.Lstat(page.PrivateDir)
	if err != nil || !st.IsDir() || slices.ContainsFunc(repos, (*noterepo.Repo).Private) {
		return nil
	}
	return []Finding{{ID: FindPrivateBare, Path: page.PrivateDir, Problem: "it is not a repository: private notes are not recorded", Mend: "oneonone doctor --fix", Safe: true}}
}

// remotes are a repository's remotes, each as "name (address)".
func (d *Doctor) remotes(ctx context.Context, r *noterepo.Repo) []string {
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
