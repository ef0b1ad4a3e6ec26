package treemerge

import "strings"

// TakesBack reports whether a text has none of the lines that came between two
// others, and all those that went.
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
