package when

import (
	"fmt"
	"strconv"
	"strings"

	"oneonone/internal/lazyregexp"
)

// clock matches a time of day as people write it: 14:00, 9:00, 9.30, 9h30, 9am.
var clock = lazyregexp.New(`^(\d{1,2})(?:[:.h]([0-5]\d)|h)? ?(am|pm|h|uhr|o'clock)?$`)

// ParseClock reads a time of day and returns it as 09:00. A bare number is not
// one: 9 may be anything.
func ParseClock(s string) (string, error) {
	m := clock().FindStringSubmatch(strings.ToLower(strings.TrimSpace(s)))
	if m == nil || m[2] == "" && m[3] == "" && !strings.HasSuffix(m[0], "h") {
		return "", fmt.Errorf("invalid time %q", s)
	}
	hour, _ := strconv.Atoi(m[1])
	minute, _ := strconv.Atoi("0" + m[2])
	if half := m[3]; half == "am" || half == "pm" {
		if hour < 1 || hour > 12 {
			return "", fmt.Errorf("invalid time %q", s)
		}
		if hour %= 12; half == "pm" {
			hour += 12
		}
	}
	if hour > 23 {
		return "", fmt.Errorf("invalid time %q", s)
	}
	return fmt.Sprintf("%02d:%02d", hour, minute), nil
}
