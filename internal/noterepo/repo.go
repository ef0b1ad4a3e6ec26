package noterepo

import (
	"path/filepath"
	"strings"

	"oneonone/internal/gitstore"
	"oneonone/internal/rootfs"
	"oneonone/internal/text"
	"oneonone/notes/page"
)

// Repo is a git repository that keeps notes.
type Repo struct {
	*gitstore.Repo
	Rel    string // its directory in the notes folder, "" for the folder's own
	Prefix string // where the notes folder is in the working tree: "" or "a/b/"
	// Doc says that the person it is about reads it too.
	Doc bool
}

// DocRef is the ref that is pushed from the repository of a shared doc. A
// repository whose settings push this ref and nothing else is a shared doc.
const DocRef = "refs/oneonone/shared"

// isDoc reports whether a repository's own settings push DocRef.
func isDoc(r *gitstore.Repo) bool {
	b, err := rootfs.ReadPath(filepath.Join(r.GitDir, "config"))
	return err == nil && strings.Contains(string(b), DocRef+":")
}

// Inside turns a path of the notes folder into one of the repository.
func (r *Repo) Inside(p string) string {
	if r.Rel != "" {
		return strings.TrimPrefix(p, r.Rel+"/")
	}
	return r.Prefix + p
}

// Outside turns a path of the repository into one of the notes folder; ok is
// false when it is outside.
func (r *Repo) Outside(p string) (string, bool) {
	if r.Rel != "" {
		return r.Rel + "/" + p, true
	}
	return strings.CutPrefix(p, r.Prefix)
}

// Typed is the beginning of a git command for this repository, as the user would type it.
func (r *Repo) Typed() string {
	if r.Rel == "" {
		return "oneonone git"
	}
	return "oneonone git -C " + text.ShellWord(r.Rel)
}

// Private reports whether the repository keeps private notes.
func (r *Repo) Private() bool { return gitstore.Within(r.Rel, page.PrivateDir) }

// Pathspecs returns the paths within the repository; ok is false when it keeps
// none of them. An empty list with ok means all of it.
func (r *Repo) Pathspecs(paths []string, repos []*Repo) (inside []string, ok bool) {
	if len(paths) == 0 {
		paths = []string{"."}
	}
	for _, p := range paths {
		switch {
		case p == "." || p == "":
			if r.Rel == "" && r.Prefix != "" {
				inside = append(inside, strings.TrimSuffix(r.Prefix, "/"))
				continue
			}
			return nil, true
		case r.Rel != "" && (p == r.Rel || strings.HasPrefix(r.Rel, p+"/")):
			return nil, true
		case Nearest(repos, p+"/x") == r || Nearest(repos, p) == r:
			inside = append(inside, r.Inside(p))
		}
	}
	return inside, len(inside) > 0
}

// Nearest is the repository that keeps a path.
func Nearest(repos []*Repo, p string) *Repo {
	var best *Repo
	for _, r := range repos {
		if r.Rel == "" && !strings.HasPrefix(p, page.PrivateDir+"/") || strings.HasPrefix(p, r.Rel+"/") && r.Rel != "" {
			if best == nil || len(r.Rel) > len(best.Rel) {
				best = r
			}
		}
	}
	return best
}
