package render

import (
	"bytes"
	"testing"
)

func TestListingHeadings(t *testing.T) {
	field := func(i int, name string) Column[[2]string] {
		return Column[[2]string]{Name: name, Shown: true, Value: func(r [2]string) any { return r[i] }}
	}
	list := Listing[[2]string]{Columns: []Column[[2]string]{field(0, "id"), field(1, "action")}}
	list.Heading("Alice (1)")
	list.Rows = append(list.Rows, [2]string{"a", "send the plan"})
	list.Heading("Bob\x1b[31m (2)")
	list.Rows = append(list.Rows, [2]string{"bcd", "call"}, [2]string{"e", "write"})
	for _, c := range []struct {
		name string
		out  Output
		want string
	}{
		{"terminal", Output{TTY: true, Width: 40}, "ID   ACTION\nAlice (1)\na    send the plan\n\nBob␛[31m (2)\nbcd  call\ne    write\n"},
		{"cut", Output{TTY: true, Width: 8}, "ID ACT…\n"},
		{"pipe", Output{}, "a\tsend the plan\nbcd\tcall\ne\twrite\n"},
	} {
		var buf bytes.Buffer
		c.out.W = &buf
		if err := list.Write(c.out); err != nil {
			t.Fatal(err)
		}
		if c.name == "cut" {
			for line := range bytes.Lines(buf.Bytes()) {
				if n := len([]rune(string(bytes.TrimRight(line, "\n")))); n > 8 {
					t.Errorf("a line of %d columns: %q", n, line)
				}
			}
			continue
		}
		if got := buf.String(); got != c.want {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}
