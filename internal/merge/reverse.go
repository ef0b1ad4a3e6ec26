package merge

import "bytes"

// Reverse undoes in now the change that turned before into after, and leaves what
// was changed since. ok is false where that is impossible: a line has been
// reworded meanwhile, or one to be removed was edited.
func Reverse(kind Kind, before, after, now []byte) (text []byte, ok bool) {
	if merged, ok := asGit(after, now, before); ok && readable(kind, merged) {
		return merged, true
	}
	r := reader{}
	o := r.units(shapeOf(after).lines)
	x, y := align(o, r.units(shapeOf(now).lines)), align(o, r.units(shapeOf(before).lines))
	for i := range o {
		a, b := x.kept[i], y.kept[i]
		if b != nil && b.raw() == o[i].raw() {
			continue // not a line that the command touched
		}
		if a == nil && b == nil && len(y.added[i])+len(y.added[i+1]) == 0 {
			continue // gone already, and nothing stood in its place
		}
		if a == nil || b == nil && a.raw() != o[i].raw() || a.key != o[i].key {
			return nil, false
		}
	}
	m := Merge(kind, after, now, before)
	return m.Text, len(m.Decide) <= bytes.Count(now, []byte("(keep one)"))
}
