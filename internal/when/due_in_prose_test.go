package when

import "testing"

func TestFindDue(t *testing.T) {
	const entry = "2026-11-18" // a Wednesday
	for _, c := range []struct{ in, phrase, want string }{
		{"send the plan by Friday", "by Friday", "2026-11-20"},
		{"send the plan by 27 Nov", "by 27 Nov", "2026-11-27"},
		{"By Friday: send it", "By Friday", "2026-11-20"},
		{"Alice to reply, due tomorrow.", "due tomorrow", "2026-11-19"},
		{"on leave until next Tuesday", "until next Tuesday", "2026-11-24"},
		{"due: 2026-11-27", "due: 2026-11-27", "2026-11-27"},
		{"due by 27th", "due by 27th", "2026-11-27"},
		{"send it (due on Mon)", "due on Mon", "2026-11-23"},
		{"by Wed", "by Wed", "2026-11-18"},
		{"by today", "by today", "2026-11-18"},
		{"by Fri, 27 Nov 2026, at noon", "by Fri, 27 Nov 2026", "2026-11-27"},
		{"by Nov. 27.", "by Nov. 27", "2026-11-27"},
		{"by 3 March", "by 3 March", "2027-03-03"},
		{"by the 3rd of March", "by the 3rd of March", "2027-03-03"},
		{"by the 3rd", "by the 3rd", "2026-12-03"},
		{"by May 5", "by May 5", "2027-05-05"},
		{"by Friday's demo", "by Friday", "2026-11-20"},
		{"draft by Friday, final by next Friday", "by next Friday", "2026-11-27"},
		{"draft by Friday, more by hand", "by Friday", "2026-11-20"},
		{"by end of month", "by end of month", "2026-11-30"},
		{"by the end of the week", "by the end of the week", "2026-11-20"},
		{"by EOW", "by EOW", "2026-11-20"},
		{"by EOD", "by EOD", "2026-11-18"},
		{"by EOD Friday", "by EOD Friday", "2026-11-20"},
		{"by end of day", "by end of day", "2026-11-18"},
		{"due next week", "due next week", "2026-11-27"},
		{"due in two weeks", "due in two weeks", "2026-12-02"},
		{"due 27.11.2026", "due 27.11.2026", "2026-11-27"},
		{"Zoë: schicken\tby\u00a0Friday", "by\u00a0Friday", "2026-11-20"},

		{"send it by 4.12.", "by 4.12.", "2026-12-04"},
		{"by 4.12.26", "by 4.12.26", "2026-12-04"},
		{"by 27/11 at noon", "by 27/11", "2026-11-27"},
		{"due 11/27.", "due 11/27", "2026-11-27"},
		{"due 11/27/2026", "due 11/27/2026", "2026-11-27"},
		{"by 12/12", "by 12/12", "2026-12-12"},
		{"by 3.1. 2027", "by 3.1. 2027", "2027-01-03"},

		{"by 12/4", "", ""},
		{"by 4.12", "", ""},
		{"move to 1.2 by 4.12.1", "", ""},
		{"by 13/13", "", ""},
		{"by 12/4/", "", ""},
		{"by design", "", ""},
		{"by hand", "", ""},
		{"by March", "", ""},
		{"by 20", "", ""},
		{"due to illness", "", ""},
		{"grow by 5 may be hard", "", ""},
		{"led by Sam", "", ""},
		{"come by sat down", "", ""},
		{"by yesterday", "", ""},
		{"by last Friday", "", ""},
		{"by 2026-11-17", "", ""},
		{"by 2026-02-30", "", ""},
		{"stand-by Friday", "", ""},
		{"passer.by tomorrow", "", ""},
		{"overdue Friday", "", ""},
		{"nearby tomorrow", "", ""},
		{"by Fridays", "", ""},
		{"by 27 Nov2", "", ""},
		{"Friday", "", ""},
		{"by", "", ""},
		{"due", "", ""},
		{"", "", ""},
	} {
		d, start, end, ok := FindDue(c.in, day(t, entry), Unknown)
		if ok != (c.want != "") || d.String() != c.want || c.in[start:end] != c.phrase {
			t.Errorf("FindDue(%q) = %v, %q, %v; want %s, %q", c.in, d, c.in[start:end], ok, c.want, c.phrase)
		}
	}
}

func FuzzFindDue(f *testing.F) {
	for _, s := range []string{"send by Friday", "due 27 Nov", "by the end of next month", "until 2026-11-27", "by EOD EOD 29 feb", "by \xff friday", "by 31st"} {
		f.Add(s, 0)
	}
	f.Fuzz(func(t *testing.T, s string, n int) {
		entry := Date{2026, 11, 20}.AddDays(n % 4000)
		d, start, end, ok := FindDue(s, entry, MDY)
		if !ok {
			if !d.IsZero() || start != 0 || end != 0 {
				t.Fatalf("nothing found, yet %v %d %d", d, start, end)
			}
			return
		}
		if d.Before(entry) || start < 0 || end <= start || end > len(s) {
			t.Fatalf("FindDue(%q, %v) = %v %d %d", s, entry, d, start, end)
		}
		// What was found is found again when it stands alone.
		if again, _, _, ok := FindDue(s[start:end], entry, MDY); !ok || again != d {
			t.Fatalf("%q reads as %v alone, %v in %q", s[start:end], again, d, s)
		}
	})
}

func BenchmarkFindDue(b *testing.B) {
	entry := Date{2026, 11, 20}
	for b.Loop() {
		FindDue("Alice to send the migration plan to everybody who asked for it", entry, Unknown)
	}
}
