package cmd

import (
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// unlinked are the packages that the program does without, and why.
var unlinked = map[string]string{
	"net/http":                              "nothing is sent but by the user's git",
	"crypto/tls":                            "nothing is sent but by the user's git",
	"encoding/xml":                          "no format that is read needs it",
	"github.com/yuin/goldmark/extension":    "its expressions are compiled at every start: notes/markdown has what is used",
	"github.com/charmbracelet/x/ansi":       "it makes its tables at every start: internal/columns has what is used",
	"github.com/charmbracelet/colorprofile": "it brings a reader of terminfo",
	"github.com/niklasfasching/go-org/org":  "its expressions are compiled at every start: internal/org reads outlines",
	"github.com/arran4/golang-ical":         "it links net/http",
}

// linked are the packages of the program.
var linked = sync.OnceValues(func() ([]string, error) {
	out, err := exec.Command("go", "list", "-deps", "./oneonone").Output()
	all := strings.Fields(string(out))
	if err == nil && !slices.Contains(all, "oneonone/cmd") {
		err = fmt.Errorf("%d packages are listed, and not ours", len(all))
	}
	return all, err
})

func TestWhatIsNotLinked(t *testing.T) {
	all, err := linked()
	if err != nil {
		t.Fatal(err)
	}
	for _, pkg := range all {
		if why := unlinked[pkg]; why != "" {
			t.Errorf("%s is linked: %s", pkg, why)
		}
	}
}

// What packages do before main begins, every command waits for. Its time is the
// machine's; what is allocated tells the same and is always as much.
const (
	mostOfOne = 150 << 10 // bytes; goldmark's letters are the most, 140 KB
	mostOfAll = 740 << 10 // the program itself has 700 KB, and the tests beside it some
)

var initLine = regexp.MustCompile(`(?m)^init (\S+) @.* (\d+) bytes, \d+ allocs$`)

func TestStartsWithLittleWork(t *testing.T) {
	c := exec.Command(os.Args[0], "-test.run=^$")
	c.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	trace, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, trace)
	}
	all, err := linked()
	if err != nil {
		t.Fatal(err)
	}
	ours := map[string]bool{}
	for _, pkg := range all {
		ours[strings.ReplaceAll(pkg, ".v3", "%2ev3")] = true
	}
	sum := 0
	for _, m := range initLine.FindAllSubmatch(trace, -1) {
		n, err := strconv.Atoi(string(m[2]))
		if pkg := string(m[1]); err == nil && ours[pkg] {
			sum += n
			if n > mostOfOne {
				t.Errorf("%s allocates %d KB before main begins", pkg, n>>10)
			}
		}
	}
	if sum < 100<<10 || sum > mostOfAll {
		t.Errorf("packages allocate %d KB before main begins, may %d", sum>>10, mostOfAll>>10)
	}
	t.Logf("packages allocate %d KB before main begins", sum>>10)
}
