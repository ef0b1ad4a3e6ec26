package remote

import (
	"errors"
	"os"
	"strings"
)

// errSlow says that a remote took longer than the limit.
var errSlow = errors.New("no answer in time")

// unreachable recognises git's, ssh's and curl's words for a network that is down.
func unreachable(said string) bool {
	return containsAny(said, "Could not resolve host", "Connection refused", "Connection timed out", "Operation timed out", "Network is unreachable",
		"No route to host", "Failed to connect", "Couldn't connect", "Temporary failure in name resolution", "Connection reset", "Name or service not known")
}

// absent reports whether an address is a path where nothing is: a disk that is
// not plugged in.
func absent(address, root string) bool {
	dir, local := LocalPath(address)
	if !local {
		return false
	}
	_, err := os.Stat(directory(dir, root))
	return errors.Is(err, os.ErrNotExist)
}

// full is the error for a full disk, here or at the remote; nil for anything else.
func full(said, there string) error {
	for _, line := range lines(said) {
		if containsAny(line, "No space left on device", "File too large", "Disk quota exceeded", "died of signal 25") {
			where := "the disk"
			if strings.HasPrefix(line, "remote: ") {
				where = "the disk of " + there
			}
			return &Error{where + " is full: " + plain(line), "make room there, and run it again; nothing is lost"}
		}
	}
	return nil
}

func containsAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// lastWords is why git gave up, in one line.
func lastWords(said string, err error) string {
	if errors.Is(err, errSlow) || errors.Is(err, errSilent) {
		return err.Error()
	}
	var kept []string
	all := lines(said)
	for _, line := range all {
		if words := plain(line); words != line {
			kept = append(kept, words)
		}
	}
	switch {
	case len(kept) > 0:
		return strings.Join(kept[:min(len(kept), 3)], "; ")
	case len(all) > 0:
		return all[len(all)-1]
	}
	return err.Error()
}

// plain is a line without the prefix that says who printed it.
func plain(line string) string {
	for {
		rest := line
		for _, prefix := range []string{"remote:", "fatal:", "error:", "ssh:"} {
			rest = strings.TrimSpace(strings.TrimPrefix(rest, prefix))
		}
		if rest == line {
			return line
		}
		line = rest
	}
}

// lines are what was said, without progress: neither what a carriage return
// overwrote, nor the final count.
func lines(said string) []string {
	var kept []string
	for line := range strings.Lines(said) {
		line = strings.TrimRight(line, "\n")
		if strings.HasSuffix(line, "\r") {
			continue
		}
		line = strings.TrimSpace(line[strings.LastIndexByte(line, '\r')+1:])
		if words := plain(line); words != "" && !progress(words) {
			kept = append(kept, line)
		}
	}
	return kept
}

// progress recognises "Counting objects: 100% (57/57), done." and the like.
func progress(line string) bool {
	_, count, ok := strings.Cut(line, "ing objects: ")
	if !ok {
		_, count, ok = strings.Cut(line, "ing deltas: ")
	}
	count = strings.TrimSpace(count)
	return ok && count != "" && count[0] >= '0' && count[0] <= '9' ||
		strings.HasPrefix(line, "Total ") && strings.Contains(line, "(delta ") || strings.HasPrefix(line, "Delta compression using")
}
