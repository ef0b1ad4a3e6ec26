package history

import (
	"crypto/sha1"
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
	var names []string
	for i := 0; len(names) < 28; i++ {
		b := strconv.Itoa(i)
		if sum := sha1.Sum([]byte("blob " + strconv.Itoa(len(b)) + "\x00" + b)); sum[0] == 0x17 {
			names = append(names, "../blobs/"+b)
			f.write("../blobs/"+b, b)
		}
	}
	f.git(append([]string{"hash-object", "-w"}, names...)...)
	// A hook that came with the folder has no say in it.
	if err := os.WriteFile(f.path(".git/hooks/pre-auto-gc"), []byte("#!/bin/sh\ntouch "+f.path("../ran")+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
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
	if _, err := os.Stat(f.path("../ran")); err == nil {
		t.Error("packing ran a hook")
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
