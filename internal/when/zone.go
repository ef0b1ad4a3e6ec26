package when

import "time"

// ValidZone reports whether a name is that of a time zone, such as Europe/Zurich,
// or empty.
func ValidZone(name string) bool {
	_, err := time.LoadLocation(name)
	return err == nil && name != "Local"
}
