package sealed

import (
	"bytes"
	"testing"
)

// Whatever stands above a bundle is read or refused, and what is read is written
// as it was.
func FuzzParseLink(f *testing.F) {
	f.Add(first([]string{"age1xyz"}).text())
	f.Add(append(first([]string{"age1xyz"}).next("1234567890123456789012345678901234567890").text(), "# v2 git bundle\n\nPACK"...))
	f.Add([]byte(format + "\nnumber 3\n\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		l, bundle, err := parseLink(b)
		if err != nil {
			return
		}
		again, rest, err := parseLink(append(l.text(), bundle...))
		if err != nil || !bytes.Equal(again.text(), l.text()) || !bytes.Equal(rest, bundle) {
			t.Errorf("%q is read again as %q: %v", l.text(), again.text(), err)
		}
		if pack, err := packIn(bundle); err == nil {
			onePack([][]byte{pack, pack})
		}
	})
}
