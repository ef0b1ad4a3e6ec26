package render

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func actions() *Table {
	t := &Table{Columns: []TableColumn{{Name: "id", Fixed: true}, {Name: "owner"}, {Name: "action"}, {Name: "age", Right: true}, {Name: "due", Fixed: true}}}
	t.Add(Cell{Text: "a3f", Style: Muted}, Text("alice"), Text("send the migration plan to everybody who asked for it"), Text("7d"), Cell{Text: "Fri 27 Nov", Style: Bad})
	t.Add(Text("9c1"), Text("me"), Text("introduce 李雷 to the data team"), Text("120d"))
	t.Add(Text("b"), Text("Zoë"), Text("tab\there, line\nthere\x1b[2J"), Text(""), Text("–"))
	return t
}

func TestTableOnAScreen(t *testing.T) {
	o, buf := screen(100)
	o.Color = false
	if err := actions().Write(o); err != nil {
		t.Fatal(err)
	}
	want := `
ID   OWNER  ACTION                                                  AGE  DUE
a3f  alice  send the migration plan to everybody who asked for it    7d  Fri 27 Nov
9c1  me     introduce 李雷 to the data team                        120d
b    Zoë    tab here, line there␛[2J                                     –
`
	if got := "\n" + buf.String(); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestTableCutsTheWidest(t *testing.T) {
	o, buf := screen(50)
	o.Color = false
	if err := actions().Write(o); err != nil {
		t.Fatal(err)
	}
	want := `
ID   OWNER  ACTION                 AGE  DUE
a3f  alice  send the migration …    7d  Fri 27 Nov
9c1  me     introduce 李雷 to t…  120d
b    Zoë    tab here, line ther…        –
`
	if got := "\n" + buf.String(); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestTableInAPipe(t *testing.T) {
	o, buf := pipe()
	if err := actions().Write(o); err != nil {
		t.Fatal(err)
	}
	want := "a3f\talice\tsend the migration plan to everybody who asked for it\t7d\tFri 27 Nov\n" +
		"9c1\tme\tintroduce 李雷 to the data team\t120d\t\n" +
		"b\tZoë\ttab here, line there␛[2J\t\t–\n"
	if got := buf.String(); got != want {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestTableStyles(t *testing.T) {
	o, buf := screen(80)
	table := &Table{Columns: []TableColumn{{Name: "n"}, {Name: "unused"}, {}}}
	table.Add(Text("x"), Text(""), Cell{Text: "late", Style: Bad})
	if err := table.Write(o); err != nil {
		t.Fatal(err)
	}
	if got, want := buf.String(), "\x1b[2mN\x1b[m\nx  \x1b[31mlate\x1b[m\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	buf.Reset()
	if err := (&Table{Columns: []TableColumn{{Name: "n"}}}).Write(o); err != nil || buf.Len() > 0 {
		t.Errorf("an empty table says %q, %v", buf, err)
	}
}

func FuzzTable(f *testing.F) {
	f.Add("a3f\talice\tsend it", "b\t\t李雷\x1b", 20)
	f.Add("a\u0301\t👩‍💻👩‍💻", "\t\t\t\t", 3)
	f.Add("x", "y", 1)
	f.Fuzz(func(t *testing.T, first, second string, width int) {
		width = 1 + (width&0x7fffffff)%120
		o, buf := screen(width)
		p, piped := pipe()
		table := &Table{Columns: []TableColumn{{Name: "id", Fixed: true}, {Name: "names of people"}, {Right: true}, {Name: "text"}}}
		for _, line := range []string{first, second} {
			var cells []Cell
			for _, text := range strings.Split(line, "\t") {
				cells = append(cells, Cell{Text: text, Style: Bad})
			}
			table.Add(cells...)
		}
		if err := table.Write(o); err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(buf.String(), "\n") {
			if w := ansi.StringWidth(line); w > width {
				t.Fatalf("%q is %d columns wide, limit %d", line, w, width)
			}
			if plain := ansi.Strip(line); Clean(plain) != plain || strings.HasSuffix(plain, " ") && !strings.Contains(first+second, " ") && !strings.ContainsAny(first+second, "\n\t\r") {
				t.Fatalf("%q has control bytes or trailing space", plain)
			}
		}
		if err := table.Write(p); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(piped.String(), "\n"); n != 2 {
			t.Fatalf("2 records are %d lines: %q", n, piped)
		}
		for _, line := range strings.Split(strings.TrimSuffix(piped.String(), "\n"), "\n") {
			if n := strings.Count(line, "\t"); n != 3 {
				t.Fatalf("%q has %d tabs", line, n)
			}
		}
	})
}
