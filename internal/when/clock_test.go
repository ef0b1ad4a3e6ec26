package when

import "testing"

func TestParseClock(t *testing.T) {
	for in, want := range map[string]string{
		"14:00": "14:00", "9:00": "09:00", "9.30": "09:30", "9h": "09:00", "9h30": "09:30", "9am": "09:00",
		"12 am": "00:00", "12pm": "12:00", "1am": "01:00", "2:15 PM": "14:15", "14 Uhr": "14:00",
		"9": "", "24:00": "", "9:60": "", "13pm": "", "0am": "", "noon": "", "9:5": "",
	} {
		if got, err := ParseClock(in); got != want || (err == nil) != (want != "") {
			t.Errorf("ParseClock(%q) = %q, %v; want %q", in, got, err, want)
		}
	}
}
