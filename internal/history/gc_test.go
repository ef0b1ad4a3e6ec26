package history

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

func TestLooseObjectsArePackedNowAndThen(t *testing.T) {
	f := newFixture(t)
	packs := func() int {
		p, _ := filepath.Glob(f.path(".git/objects/pack/*.pack"))
		return len(p)
	}
	f.apply("few", change("people/alice/README.md", "# Alice\n", "1\n"))
	time.Sleep(50 * time.Millisecond)
	if packs() > 0 {
		t.Fatal("packed without need")
	}
	// git judges by one directory in 256.
	o := openObjects(f.path(".git/objects"), func(string, string) error { return nil })
	for i, made := 0, 0; made < gcEnough+1; i++ {
		b := []byte(strconv.Itoa(i))
		if h := blobHash(b); h[0] == 0x17 {
			_, err := o.add("blob", b)
			must(f, err)
			made++
		}
	}
	must(f, o.flush())
	f.apply("many", change("people/alice/README.md", "1\n", "2\n"))
	for range 300 {
		if packs() > 0 {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	if packs() == 0 {
		t.Error("nothing was packed")
	}
	for range 300 { // let it end before its folder is removed
		if _, err := os.Stat(f.path(".git/gc.pid")); err != nil {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	f.apply("after", change("people/alice/README.md", "2\n", "3\n"))
	f.sound(".")
}
