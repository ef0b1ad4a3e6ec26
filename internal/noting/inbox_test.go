package noting

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"oneonone/internal/history"
	"oneonone/notes/page"
)

// FuzzInbox takes the lines of an inbox in any order while a program appends to
// it: every line is taken or still there, none twice, and no byte of another
// line changes.
func FuzzInbox(f *testing.F) {
	f.Add("alice: one\r\ntwo\r\n", "three", uint8(1))
	f.Add("\ufeffone\n\n  \ntwo", "\nthree\r\n", uint8(0))
	f.Add("one\rtwo\r", "three\r\n", uint8(1))
	f.Add("same\nsame\n", "same", uint8(7))
	f.Add("\r0\n\n", "0", uint8(0))
	f.Add("- [ ] box\n# head\n\x1b[31mred\x00\n", "", uint8(3))
	f.Fuzz(func(t *testing.T, was, appended string, order uint8) {
		src := []byte(was)
		waiting := waitingIn(src)
		src = append(src, appended...)
		before := rawLines(src)
		for len(waiting) > 0 {
			i := int(order) % len(waiting)
			line := waiting[i]
			waiting = slices.Delete(waiting, i, i+1)
			rest, ok := without(src, line.raw)
			if !ok {
				if strings.HasSuffix(was, "\n") || line.raw != lastOf(was) {
					t.Fatalf("%q is not in %q", line.raw, src)
				}
				continue // it was still being written, and stays
			}
			if len(rest) >= len(src) {
				t.Fatalf("%q: nothing was taken out of %q", line.raw, src)
			}
			src = rest
			at := slices.Index(before, line.raw)
			before = slices.Delete(before, at, at+1)
		}
		blank := func(line string) bool { return line == "" } // a return and a newline that come together are one end
		before, after := slices.DeleteFunc(before, blank), slices.DeleteFunc(rawLines(src), blank)
		if !slices.Equal(before, after) {
			t.Fatalf("left are %q, of what should be %q", after, before)
		}
	})
}

// rawLines are all lines, empty ones too.
func rawLines(src []byte) []string {
	var all []string
	for line := range inboxLines(src) {
		all = append(all, bare(line, len(all) == 0))
	}
	return all
}

func lastOf(s string) string {
	all := rawLines([]byte(s))
	return all[len(all)-1]
}

// TestTakeWhileOthersAppend takes lines out of an inbox that another program is
// appending to: each is taken once, and none is lost.
func TestTakeWhileOthersAppend(t *testing.T) {
	dir := t.TempDir()
	o := history.Options{Dir: dir, Env: []string{"HOME=" + dir, "GIT_CONFIG_NOSYSTEM=1", "PATH=" + os.Getenv("PATH")}, Now: time.Now,
		Author: func() (string, string, error) { return "Sam", "sam@example.org", nil }}
	if err := history.Init(o); err != nil {
		t.Fatal(err)
	}
	h, err := history.Open(o)
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	const all = 60
	file := filepath.Join(dir, page.InboxFile)
	write := func(i int) error {
		f, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			return err
		}
		defer f.Close()
		_, err = fmt.Fprintf(f, "line %d\n", i)
		return err
	}
	if err := write(0); err != nil {
		t.Fatal(err)
	}
	failed := make(chan error, 1)
	go func() {
		var err error
		for i := 1; i < all && err == nil; i++ {
			err = write(i)
		}
		failed <- err
	}()
	taken := map[string]int{}
	for ended := false; ; {
		select {
		case err := <-failed:
			if ended = true; err != nil {
				t.Fatal(err)
			}
		default:
		}
		src, err := readInbox(dir)
		if err != nil {
			t.Fatal(err)
		}
		waiting := waitingIn(src)
		if len(waiting) == 0 && ended {
			break
		}
		for _, line := range waiting {
			var writing *history.PathError
			if err := Take(t.Context(), h, dir, line.raw); errors.As(err, &writing) {
				break // it has the file open at this moment
			} else if err != nil {
				t.Fatal(err)
			}
			taken[line.Text]++
		}
	}
	for i := range all {
		if n := taken[fmt.Sprintf("line %d", i)]; n != 1 {
			t.Errorf("line %d was taken %d times", i, n)
		}
	}
}
