package history

import (
	"path"
	"slices"
	"strings"

	"oneonone/notes/page"
)

// A rename is undone by a rename: whatever is in a person's directories by then
// goes along, including what git does not track and what has a history of its
// own.

// renamedBy is what a commit records about moves: the old handle and the new.
func renamedBy(moves []Move) string {
	if len(moves) == 0 {
		return ""
	}
	return path.Base(moves[0].From) + " " + path.Base(moves[0].To)
}

// concernsRename reports whether one of the files is about the person who was renamed.
func concernsRename(renamed string, paths []string) bool {
	return slices.ContainsFunc(paths, func(p string) bool {
		of := page.ParsePath(p).Person
		return of != "" && slices.Contains(strings.Fields(renamed), of)
	})
}

// otherwise is the same path under the other handle of the person who was renamed.
func otherwise(p, renamed string) string {
	of, names := page.ParsePath(p).Person, strings.Fields(renamed)
	i := slices.Index(names, of)
	if of == "" || i < 0 {
		return p
	}
	return strings.Replace(p, "people/"+of+"/", "people/"+names[len(names)-1-i]+"/", 1)
}

// movesBack are the directories to move back when a command renamed somebody.
func (h *History) movesBack(c Command) ([]Move, error) {
	var was, is string
	for _, commit := range c.Commits {
		if f := strings.Fields(commit.trailer.renamed); len(f) == 2 {
			was, is = f[0], f[1]
		}
	}
	if page.ValidHandle(was) != nil || page.ValidHandle(is) != nil {
		return nil, nil
	}
	var moves []Move
	for _, people := range []string{"people/", page.PrivateDir + "/people/"} {
		if at, err := h.root.Lstat(people + is); err != nil || !at.IsDir() {
			continue
		}
		if _, err := h.root.Lstat(people + was); err == nil {
			return nil, &PathError{Path: people + was, Reason: "already exists", Hint: "oneonone people rename " + was + " ANOTHER makes room for who had the handle before"}
		}
		moves = append(moves, Move{From: people + is, To: people + was})
	}
	return moves, nil
}

// alongMoves puts every file where the moves put it. The commit of a move names a
// file twice, removed here and new there; these become one.
func alongMoves(moves []Move, files []reversal) []reversal {
	var along []reversal
	at := map[string]int{}
	for _, f := range files {
		for _, m := range moves {
			if rest, ok := strings.CutPrefix(f.path, m.From+"/"); ok {
				f.path = m.To + "/" + rest
			} else if rest, ok := strings.CutPrefix(f.path, m.To+"/"); ok {
				f.disk = m.From + "/" + rest
			}
		}
		i, twice := at[f.path]
		if !twice {
			at[f.path] = len(along)
			along = append(along, f)
			continue
		}
		if along[i].after == nil {
			along[i].after = f.after
		}
		if along[i].before == nil {
			along[i].before = f.before
		}
	}
	return along
}
