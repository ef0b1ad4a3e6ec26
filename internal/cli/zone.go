package cli

import (
	"os"
	"strings"
	"time"
)

// Zone is the name of the system's time zone: $TZ, the file that
// /etc/localtime links to, or that of the clock; "" when none is known.
func (e *Env) Zone() string {
	tz := strings.TrimPrefix(e.Getenv("TZ"), ":")
	if tz != "" && !strings.HasPrefix(tz, "/") {
		if _, err := time.LoadLocation(tz); err == nil {
			return tz
		}
	}
	for _, path := range []string{tz, "/etc/localtime"} {
		if target, err := os.Readlink(path); err == nil {
			path = target
		}
		if _, name, ok := strings.Cut(path, "zoneinfo/"); ok {
			return name
		}
	}
	if name := e.Now().Location().String(); name != "Local" {
		return name
	}
	return ""
}
