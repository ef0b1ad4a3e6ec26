package cli

import (
	"testing"
	"time"
)

func TestZone(t *testing.T) {
	now := func() time.Time { return time.Date(2026, 11, 20, 9, 0, 0, 0, time.FixedZone("Local", 0)) }
	for tz, want := range map[string]string{"Europe/Berlin": "Europe/Berlin", ":Asia/Tokyo": "Asia/Tokyo",
		"/usr/share/zoneinfo/America/New_York": "America/New_York"} {
		if got := (&Env{Environ: []string{"TZ=" + tz}, Now: now}).Zone(); got != want {
			t.Errorf("TZ=%s is %s, want %s", tz, got, want)
		}
	}
}
