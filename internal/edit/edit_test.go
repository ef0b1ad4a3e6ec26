package edit

import (
	"bytes"
	"strings"
	"testing"
)

func TestBytes(t *testing.T) {
	for _, c := range []struct {
		name, src string
		edits     func(*Buffer)
		want      string
	}{
		{"none", "- [ ] send\r\n", func(*Buffer) {}, "- [ ] send\r\n"},
		{"empty", "", func(*Buffer) {}, ""},
		{"insert into empty", "", func(b *Buffer) { b.Insert(0, "x") }, "x"},
		{"tick", "- [ ] send\n", func(b *Buffer) { b.Replace(3, 4, "x") }, "- [x] send\n"},
		{"any order", "0123456789", func(b *Buffer) {
			b.Replace(8, 9, ",7½,")
			b.Delete(5, 6)
			b.Insert(10, "!")
			b.Insert(0, ">")
		}, ">0123467,7½,9!"},
		{"order at one position", "ab", func(b *Buffer) { b.Insert(1, "1"); b.Insert(1, "2"); b.Insert(1, "3") }, "a123b"},
		{"insert before a replacement", "abc", func(b *Buffer) { b.Replace(1, 2, "B"); b.Insert(1, "<"); b.Insert(2, ">") }, "a<B>c"},
		{"neighbours", "abcd", func(b *Buffer) { b.Delete(0, 2); b.Delete(2, 4) }, ""},
		{"strike", "**x** rest", func(b *Buffer) { b.Insert(0, "~~"); b.Insert(5, "~~") }, "~~**x**~~ rest"},
		{"nothing replaced by nothing", "abc", func(b *Buffer) { b.Delete(0, 3); b.Delete(1, 1) }, ""},
	} {
		src := []byte(c.src)
		b := NewBuffer(src)
		c.edits(b)
		for range 2 { // asking does not use the queue up
			got, err := b.Bytes()
			if err != nil || string(got) != c.want {
				t.Errorf("%s: got %q, %v; want %q", c.name, got, err, c.want)
			}
		}
		if string(src) != c.src {
			t.Errorf("%s: the original was written to: %q", c.name, src)
		}
	}
}

func TestBytesRefuses(t *testing.T) {
	for _, c := range []struct {
		name  string
		edits func(*Buffer)
		want  string
	}{
		{"overlap", func(b *Buffer) { b.Replace(1, 4, "x"); b.Replace(3, 6, "y") }, "bytes 1 to 4 and 3 to 6 overlap"},
		{"same span twice", func(b *Buffer) { b.Delete(2, 4); b.Delete(2, 4) }, "overlap"},
		{"insert inside a deletion", func(b *Buffer) { b.Delete(2, 6); b.Insert(4, "x") }, "overlap"},
		{"after the end", func(b *Buffer) { b.Insert(11, "x") }, "outside the 10 bytes"},
		{"before the start", func(b *Buffer) { b.Replace(-1, 2, "x") }, "outside"},
		{"backwards", func(b *Buffer) { b.Delete(5, 3) }, "outside"},
	} {
		b := NewBuffer([]byte("0123456789"))
		c.edits(b)
		got, err := b.Bytes()
		if err == nil || got != nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %q, %v; want an error with %q", c.name, got, err, c.want)
		}
	}
}

// FuzzBytes takes a random script of edits. When the buffer accepts it, every
// byte outside the edits must be there, in order: removing the inserted text
// from the result gives the source without the removed spans.
func FuzzBytes(f *testing.F) {
	f.Add([]byte("- [ ] send the plan\r\n"), []byte{3, 4, 1, 10, 10, 0})
	f.Add([]byte{}, []byte{0, 0, 9})
	f.Add([]byte("abc"), []byte{})
	const mark = "\x00" // never in the kept bytes: taken out of src first
	f.Fuzz(func(t *testing.T, src, script []byte) {
		src = bytes.ReplaceAll(src, []byte(mark), nil)
		b := NewBuffer(src)
		removed := make([]bool, len(src))
		marks, overlap := 0, false
		for ; len(script) >= 3; script = script[3:] {
			start, end, n := int(script[0]), int(script[1]), int(script[2])%4
			b.Replace(start, end, strings.Repeat(mark, n))
			marks += n
			for i := start; i < end && i < len(src); i++ {
				overlap = overlap || removed[i]
				removed[i] = true
			}
		}
		got, err := b.Bytes()
		if err != nil {
			return
		}
		if overlap {
			t.Fatalf("overlapping edits accepted")
		}
		var kept []byte
		for i, c := range src {
			if !removed[i] {
				kept = append(kept, c)
			}
		}
		if n := bytes.Count(got, []byte(mark)); n != marks {
			t.Fatalf("%d bytes inserted, want %d", n, marks)
		}
		if rest := bytes.ReplaceAll(got, []byte(mark), nil); !bytes.Equal(rest, kept) {
			t.Fatalf("kept bytes are %q, want %q", rest, kept)
		}
	})
}
