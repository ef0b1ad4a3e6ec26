package render

import (
	"bytes"
	"testing"
)

func TestTableHeadings(t *testing.T) {
	table := Table{Columns: []TableColumn{{Name: "id"}, {Name: "action"}}}
	table.Heading("Alice (1)")
	table.Add(Text("a"), Text("send the plan"))
	table.Heading("Bob\x1b[31m (2)")
	table.Add(Text("bcd"), Text("call"))
	table.Add(Text("e"), Text("write"))
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
		if err := table.Write(c.out); err != nil {
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
