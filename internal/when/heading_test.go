package when

import "testing"

func TestParseHeading(t *testing.T) {
	const want = "2024-03-05" // a Tuesday
	for _, c := range []struct {
		in   string
		rest string
	}{
		{"2024-03-05", ""},
		{"2024/03/05", ""},
		{"2024.3.5", ""},
		{"20240305", ""},
		{"5 March 2024", ""},
		{"05 MAR 2024", ""},
		{"5th of March, 2024", ""},
		{"March 5, 2024", ""},
		{"Mar 5th, 2024", ""},
		{"Mar. 5 2024", ""},
		{"Mar 5, 2024 | Alice / Sam 1:1", "Alice / Sam 1:1"},
		{"Tuesday, 5 March 2024", ""},
		{"Tue 5.3.2024", ""},
		{"05.03.2024", ""},
		{"5-Mar-2024", ""},
		{"Di., 5. März 2024", ""},
		{"Dienstag, den 5. Ma\u0308rz 2024", ""},
		{"mardi 5 mars 2024", ""},
		{"Martes, 5 de marzo de 2024", ""},
		{"2024-03-05 – Alice", "Alice"},
		{"2024-03-05: Alice & Sam", "Alice & Sam"},
		{"2024-03-05 (video)", "(video)"},
		{"Date: 2024-03-05", ""},
		{"1:1 2024-03-05", "1:1"},
		{"1:1 March 5, 2024", "1:1"},
		{"Meeting 2024-03-05", "Meeting"},
		{"Meeting notes – Tue 5 March 2024", "Meeting notes"},
		{"Alice / Sam (2024-03-05)", "Alice / Sam"},
		{"Alice, March 5, 2024: growth", "Alice growth"},
		{"**Mar 5, 2024**", ""},
		{`2024\-03\-05 \- Alice`, "Alice"},
		{"📅 2024-03-05", "📅"},
		{"2024-03-05 – 2024-03-08", "2024-03-08"},
		{"Week of 5 March 2024", "Week of"},
		{"Notes from 5 March 2024", "Notes from"},
		{"1:1 notes from Tuesday, March 5, 2024", "1:1 notes from"},
		{"Notes of 2024-03-05", "Notes of"},
		{"Meeting on 5 March 2024", "Meeting on"},
		{"1:1 on 2024-03-05", "1:1 on"},
		{"Catch-up 5 March 2024", "Catch-up"},
		{"Sync 2024-03-05", "Sync"},
		{"Weekly – 5 March 2024", "Weekly"},
		{"例会2024-03-05记录", "例会 记录"},
		{"2024-03-05周会", "周会"},
		{"会议时间：2024-03-05", ""},
		{"Date & Time: 2024-03-05 @ 11:30", "11:30"},
	} {
		d, rest, ambiguous, ok := ParseHeading(c.in, Unknown)
		if !ok || ambiguous || d.String() != want || rest != c.rest {
			t.Errorf("ParseHeading(%q) = %v, %q, ambiguous %v, %v; want %s, %q", c.in, d, rest, ambiguous, ok, want, c.rest)
		}
	}
}

func TestParseHeadingOrder(t *testing.T) {
	for _, c := range []struct {
		in        string
		order     Order
		want      string
		ambiguous bool
	}{
		{"05/03/2024", Unknown, "2024-03-05", true},
		{"05/03/2024", DMY, "2024-03-05", false},
		{"05/03/2024", MDY, "2024-05-03", false},
		{"05/03/2024", YMD, "2024-03-05", false},
		{"05-03-2024", Unknown, "2024-03-05", true},
		{"25/03/2024", Unknown, "2024-03-25", false},
		{"03/25/2024", Unknown, "2024-03-25", false},
		{"03/25/2024", DMY, "2024-03-25", false},
		{"25/03/2024", MDY, "2024-03-25", false},
		{"05/05/2024", Unknown, "2024-05-05", false},
		{"5.3.2024", Unknown, "2024-03-05", false},
		{"5.3.2024", MDY, "2024-05-03", false},
		{"5/3/24", Unknown, "2024-03-05", true},
		{"24-03-05", YMD, "2024-03-05", false},
		{"5.3.24", Unknown, "2024-03-05", false},
		{"2024-03-05", MDY, "2024-03-05", false},
	} {
		d, _, ambiguous, ok := ParseHeading(c.in, c.order)
		if !ok || ambiguous != c.ambiguous || d.String() != c.want {
			t.Errorf("ParseHeading(%q, %d) = %v, ambiguous %v, %v; want %s, %v", c.in, c.order, d, ambiguous, ok, c.want, c.ambiguous)
		}
	}
}

func TestParseHeadingRefuses(t *testing.T) {
	for _, in := range []string{
		"", "1:1 March 2024", "Notes", "March 2024", "5 March", "2024", "Q1 2024", "1:1", "13/13/2024", "30/02/2024", "2024-02-30", "20249999",
		"From 5 March 2024", "Follow-up from 5 March 2024", "Parental leave from 5 March 2024", "Notes until 5 March 2024",
		"Goals until 2024-12-31", "OKRs (due 30 June 2024)", "Start date: 2024-03-05", "Last updated 2024-03-05",
		"Release 1.2.24", "Version 1.2.2024.5", "1.2.3", "10.0.0.1", "Call 020240305", "x20240305", "2024-03-05T10:00", "120240305",
		"What we said when we met the whole team on 5 March 2024", "ISO 8601-03-051",
	} {
		if d, rest, _, ok := ParseHeading(in, Unknown); ok {
			t.Errorf("ParseHeading(%q) = %v, %q, want none", in, d, rest)
		}
	}
}

func TestFindHeading(t *testing.T) {
	for _, c := range []struct{ in, lead, trail string }{
		{"2024-03-05", "", ""},
		{"Tue, 2024-03-05 – Alice", "", " – Alice"},
		{"Date: 5 March 2024", "", ""},
		{"📅 2024-03-05", "", ""},
		{"1:1 March 5, 2024: pay", "1:1", ": pay"},
		{"Alice / Sam (Tuesday, 2024-03-05)", "Alice / Sam", ")"},
		{`Notes \- 2024\-03\-05 \| x`, "Notes", " | x"},
		{"Alice 2024-03-05 Alice", "Alice", " Alice"},
	} {
		f, ok := FindHeading(c.in, Unknown)
		if !ok || f.Lead != c.lead || f.Trail != c.trail {
			t.Errorf("FindHeading(%q) = %+v, %v; want lead %q, trail %q", c.in, f, ok, c.lead, c.trail)
		}
	}
}

func FuzzParseHeading(f *testing.F) {
	for _, s := range []string{"2024-03-05 – Alice", "Date: 05/03/24", `2024\-03\-05`, "Dienstag, den 5. März 2024", "**Mar 5th, 2024**", "1.2.2024.5", "\xff 20240305"} {
		f.Add(s, 0)
	}
	f.Fuzz(func(t *testing.T, s string, order int) {
		d, rest, ambiguous, ok := ParseHeading(s, Order(order&3))
		if !ok {
			return
		}
		if _, there := civil(d.Year, d.Month, d.Day); !there || len(rest) > len(s) {
			t.Fatalf("ParseHeading(%q) = %v, %q", s, d, rest)
		}
		if ambiguous && Order(order&3) != Unknown {
			t.Fatalf("ParseHeading(%q, %d) is ambiguous although an order is given", s, order&3)
		}
	})
}
