package gitstore

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"

	"oneonone/internal/sliptest"
)

// What git prints and keeps in files is read as it was read before, however odd
// it is: somebody else's git wrote it.
func TestTextsOfGitAreReadAsTheyWere(t *testing.T) {
	id := strings.Repeat("0123456789", 4)
	var sums string
	for part := range 20 {
		r, sum := sliptest.Rand(fmt.Sprint(part)), sha256.New()
		one := func(of ...string) string {
			s := of[r.IntN(len(of))]
			if r.IntN(2) == 0 {
				s = string(sliptest.Slip(r, []byte(s)))
			}
			return s
		}
		for range 100 {
			who := one("Alice Martin <alice@example.org> 1763640000 +0100", "A<a@b> 0 -0930", "<a@b> 12 x", "no mail", "A <<b>> 99999999999 +0000", "A <a", "é. <,a@b;> 1", "A <a@b>")
			p, ok := parseIdent(who)
			fmt.Fprintln(sum, p.name, p.email, p.when, ok, cleanIdent(who))
			b := fmt.Sprintf("\x01%s\x00%s\x00%s\x00%s\x00%s\x00%s", id, "Alice", "a@b", id, one("1763640000 +0100", "12"), one("Add alice", "a\n\nbody\n"))
			if r.IntN(3) > 0 {
				b += "\x00\n" + one("M\x00people/alice/README.md\x00A\x00b\x00", "D\x00a", "T\x00c\x00X\x00d", "\x00", "A")
			}
			commit, ok := parseLog([]byte(b[:len(b)-r.IntN(2)*r.IntN(len(b))]))
			fmt.Fprintf(sum, "%q %t\n", fmt.Sprint(commit), ok)
			sc := bufio.NewScanner(strings.NewReader(strings.Repeat(b+"\x00", r.IntN(4))))
			for sc.Split(splitCommits); sc.Scan(); {
				fmt.Fprintf(sum, "%q\n", sc.Text())
			}
			fmt.Fprintf(sum, "%q\n", splitNames([]byte(one("a\x00b\x00", "a", "", "\x00", "a\x00\x00b"))))
			fmt.Fprintln(sum, convertingAttribute([]byte(one("# text\n* text=auto\n", "*.md diff\n", "a eol=lf", "\n\n b -filter", "x working-tree-encoding=UTF-16 y", "* merge=ours ident"))))
			ref := one("refs/heads/main", "refs/heads/a/b", "refs/tags/v1", "refs/heads/../a", "refs/heads/a.lock", "refs/heads/")
			fmt.Fprintln(sum, safeRef(ref), IsHash(one(id, id[1:], id+"a", "g"+id[1:])), rawEntry(one("100644", "0", "x", "160000"), id))
			fmt.Fprintln(sum, Within(one("a/b", "a", "ab", "b/a"), one("a", ".", "a/b")), Picked(one("a/b", "a"), []string{one("a", "b"), one("a/b", "c")}))
			env := newEnviron([]string{one("GIT_DIR=x", "A=b=c", "NOTHING", "=x"), one("HOME=/h", "A=")})
			fmt.Fprintln(sum, env.get("A"), env.get("HOME"), len(env.vars))
			tree := commitObject([20]byte{byte(r.IntN(256))}, nil, people{author: p, committer: p}, one("subject", "subject\n\nbody\n", "\n\n", " a \n# b\n"))
			fmt.Fprintf(sum, "%s\n", bytes.TrimSpace(tree))
		}
		sums += fmt.Sprintf("part %d %.6x\n", part, sum.Sum(nil))
	}
	sliptest.Hold(t, "testdata/texts", sums)
}
