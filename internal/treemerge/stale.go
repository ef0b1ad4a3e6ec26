package treemerge

import "strings"

// TakesBack reports whether text undoes a change: it has none of the lines that
// after added to before, and all those it removed.
func TakesBack(before, after, text []byte) bool {
	count := func(b []byte) map[string]int {
		n := map[string]int{}
		for line := range strings.Lines(string(b)) {
			n[strings.TrimRight(line, "\r\n")]++
		}
		return n
	}
	was, is, has := count(before), count(after), count(text)
	for line, n := range is {
		if n > was[line] && has[line] > was[line] {
			return false
		}
	}
	for line, n := range was {
		if n > is[line] && has[line] < n {
			return false
		}
	}
	return true
}
