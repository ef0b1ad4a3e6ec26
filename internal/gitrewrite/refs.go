package gitrewrite

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"

	"oneonone/internal/rootfs"
)

// refs are the refs and reflogs of a repository.
type refs struct {
	head     string            // the branch that HEAD is on
	at       map[string]hash   // what each ref points to
	symbolic map[string]string // symbolic refs other than HEAD
	logs     map[string][]move // by name, HEAD among them
}

// move is a line of a reflog.
type move struct {
	old, now  hash
	who, said string
}

const (
	stashRef  = "refs/stash"
	notesRefs = "refs/notes/"
)

func readRefs(gitDir string) (*refs, error) {
	r := &refs{at: map[string]hash{}, symbolic: map[string]string{}, logs: map[string][]move{}}
	if b, err := rootfs.ReadPath(filepath.Join(gitDir, "packed-refs")); err == nil {
		for line := range strings.Lines(string(b)) {
			id, name, ok := strings.Cut(strings.TrimSpace(line), " ")
			if ok && plumbing.IsHash(id) {
				r.at[name] = plumbing.NewHash(id)
			}
		}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	err := eachFile(gitDir, "refs", func(name string, b []byte) error {
		s := strings.TrimSpace(string(b))
		if to, ok := strings.CutPrefix(s, "ref: "); ok {
			r.symbolic[name] = to
			delete(r.at, name)
			return nil
		}
		if !plumbing.IsHash(s) {
			return fmt.Errorf("the branch file %s is empty or damaged", name)
		}
		r.at[name] = plumbing.NewHash(s)
		return nil
	})
	if err != nil {
		return nil, err
	}
	head, err := rootfs.ReadPath(filepath.Join(gitDir, "HEAD"))
	if err != nil {
		return nil, err
	}
	to, ok := strings.CutPrefix(strings.TrimSpace(string(head)), "ref: ")
	if !ok {
		return nil, errors.New("its HEAD is on no branch")
	}
	r.head = to
	return r, eachFile(gitDir, "logs", func(name string, b []byte) error {
		name = strings.TrimPrefix(name, "logs/")
		for line := range strings.Lines(string(b)) {
			ids, said, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
			f := strings.SplitN(ids, " ", 3)
			if len(f) == 3 && plumbing.IsHash(f[0]) && plumbing.IsHash(f[1]) {
				r.logs[name] = append(r.logs[name], move{plumbing.NewHash(f[0]), plumbing.NewHash(f[1]), f[2], said})
			}
		}
		return nil
	})
}

// eachFile reads the files below a directory of a git directory, except for locks.
func eachFile(gitDir, dir string, found func(name string, b []byte) error) error {
	err := filepath.WalkDir(filepath.Join(gitDir, dir), func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(p, ".lock") {
			return err
		}
		b, err := rootfs.ReadPath(p)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(gitDir, p)
		if err != nil {
			return err
		}
		return found(filepath.ToSlash(rel), b)
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// roots are all the objects that the refs and reflogs point to and that exist.
func (r *refs) roots(o *objects) []hash {
	seen := map[hash]bool{}
	for _, h := range r.at {
		seen[h] = true
	}
	for _, log := range r.logs {
		for _, m := range log {
			for _, h := range []hash{m.old, m.now} {
				if !seen[h] && !h.IsZero() && o.HasEncodedObject(h) == nil {
					seen[h] = true
				}
			}
		}
	}
	sorted := slices.Collect(maps.Keys(seen))
	slices.SortFunc(sorted, func(a, b hash) int { return strings.Compare(a.String(), b.String()) })
	return sorted
}

// follow points the refs at what their commits have become.
func (w *rewriter) follow(old *refs) (*refs, error) {
	now := &refs{at: map[string]hash{}, symbolic: map[string]string{}, logs: map[string][]move{}}
	called := w.names(old)
	now.head = called(old.head)
	for _, name := range slices.Sorted(maps.Keys(old.at)) {
		if name == stashRef || strings.HasPrefix(name, notesRefs) {
			continue
		}
		h, err := w.object(old.at[name])
		if err != nil {
			return nil, fmt.Errorf("rewriting %s: %w", name, err)
		}
		if !h.IsZero() {
			now.at[called(name)] = h
		}
	}
	for name, to := range old.symbolic {
		now.symbolic[called(name)] = called(to)
	}
	for name, log := range old.logs {
		if name == stashRef {
			log = slices.DeleteFunc(slices.Clone(log), func(m move) bool { return w.emptied(m.now) })
		}
		now.logs[called(name)] = w.followLog(log)
	}
	if stash := now.logs[stashRef]; len(stash) > 0 {
		now.at[stashRef] = stash[len(stash)-1].now
	} else if h, ok := old.at[stashRef]; ok && len(old.logs[stashRef]) == 0 && !w.emptied(h) {
		now.at[stashRef] = w.now[h]
	}
	for name := range now.logs {
		if _, there := now.at[name]; !there && name != "HEAD" && now.symbolic[name] == "" || len(now.logs[name]) == 0 {
			delete(now.logs, name)
		}
	}
	return now, w.followNotes(old, now)
}

// names maps the names of branches and tags to ones without the words that go;
// two never become one.
func (w *rewriter) names(old *refs) func(string) string {
	called := map[string]string{"HEAD": "HEAD"}
	taken := map[string]bool{}
	all := slices.Sorted(maps.Keys(old.at))
	all = slices.AppendSeq(append(all, old.head), maps.Keys(old.symbolic))
	for _, name := range all {
		if w.rule.Words(name) == name {
			called[name], taken[name] = name, true
		}
	}
	for _, name := range all {
		if called[name] != "" {
			continue
		}
		short := w.unnamed(name)
		to := short
		for n := 2; taken[to]; n++ {
			to = short + "-" + strconv.Itoa(n)
		}
		called[name], taken[to] = to, true
	}
	return func(name string) string {
		if to, ok := called[name]; ok {
			return to
		}
		return w.unnamed(name)
	}
}

// unnamed cuts the name of a branch or tag off at the part that names what goes:
// the rest is about that too.
func (w *rewriter) unnamed(name string) string {
	parts := strings.Split(name, "/")
	for i, part := range parts {
		if w.rule.Words(part) != part {
			return strings.Join(append(parts[:i:i], "erased"), "/")
		}
	}
	return w.rule.Words(name)
}

// kept are the branches and tags that stay, except for HEAD's branch.
func (r *refs) kept() []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(r.at)) {
		for _, dir := range []string{"refs/heads/", "refs/tags/"} {
			if short, is := strings.CutPrefix(name, dir); is && name != r.head {
				names = append(names, short)
			}
		}
	}
	return names
}

// object is what an object has become: zero if it is gone.
func (w *rewriter) object(h hash) (hash, error) {
	if n, ok := w.now[h]; ok {
		return n, nil
	}
	obj, err := w.EncodedObject(plumbing.AnyObject, h)
	if err != nil || obj.Type() != plumbing.TagObject {
		return h, err
	}
	b, err := w.read(plumbing.TagObject, h)
	if err != nil {
		return h, err
	}
	head, message, _ := strings.Cut(string(b), "\n\n")
	lines := strings.Split(head, "\n")
	of, err := w.object(plumbing.NewHash(strings.TrimPrefix(lines[0], "object ")))
	if err != nil || of.IsZero() {
		return of, err
	}
	at := plumbing.NewHash(strings.TrimPrefix(lines[0], "object "))
	said := w.text(message)
	if said != message || w.text(head) != head || w.touched[at] {
		said = "Tag\n" // all of it is about what goes
	} else if of == at {
		return h, nil
	}
	if i := strings.Index(said, "-----BEGIN "); i >= 0 {
		said = said[:i] // a signature of what it said before
	}
	lines[0] = "object " + of.String()
	for i, l := range lines {
		if name, ok := strings.CutPrefix(l, "tag "); ok {
			lines[i] = "tag " + strings.TrimPrefix(w.unnamed("refs/tags/"+name), "refs/tags/")
		}
	}
	return w.add(plumbing.TagObject, []byte(strings.Join(lines, "\n")+"\n\n"+said)), nil
}

// followLog drops from a reflog the moves to what is gone.
func (w *rewriter) followLog(log []move) []move {
	var now []move
	var at hash
	for i, m := range log {
		to, known := w.now[m.now]
		if !known || to.IsZero() {
			continue
		}
		if i == 0 {
			at = w.now[m.old]
		}
		if to == at {
			continue
		}
		now = append(now, move{at, to, m.who, w.text(m.said)})
		at = to
	}
	return now
}

// emptied reports whether nothing is left of a stash.
func (w *rewriter) emptied(stash hash) bool {
	c := w.byID[stash]
	if c == nil || !w.touched[stash] || len(c.parents) != 2 {
		return false
	}
	on := w.treeOf([]hash{w.now[c.parents[0]]})
	return w.treeOf([]hash{w.now[stash]}) == on && w.treeOf([]hash{w.now[c.parents[1]]}) == on
}

// write writes the refs into a new git directory: all in one file, except for
// symbolic ones.
func (r *refs) write(gitDir string) error {
	var packed strings.Builder
	for _, name := range slices.Sorted(maps.Keys(r.at)) {
		packed.WriteString(r.at[name].String() + " " + name + "\n")
	}
	files := map[string]string{"HEAD": "ref: " + r.head + "\n", "packed-refs": packed.String()}
	for name, to := range r.symbolic {
		files[name] = "ref: " + to + "\n"
	}
	for name, log := range r.logs {
		var b strings.Builder
		for _, m := range log {
			b.WriteString(m.old.String() + " " + m.now.String() + " " + m.who)
			if m.said != "" {
				b.WriteString("\t" + m.said)
			}
			b.WriteByte('\n')
		}
		files["logs/"+name] = b.String()
	}
	for name, text := range files {
		p := filepath.Join(gitDir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o700); err != nil {
			return err
		}
		if err := os.WriteFile(p, []byte(text), 0o600); err != nil {
			return err
		}
	}
	return nil
}
