// Package calendar writes the meetings to come as an iCalendar file (RFC 5545).
// It knows no disk and no clock.
//
//	calendar.go  events: repeated or single, how many months ahead, all day, alarms
//	zone.go      time zones and their clock changes
package calendar
