package role

// Mirror is what somebody is to a person who is of a role to them: the manager
// of a report. To the report of a report one is a manager too.
func Mirror(role string) string {
	switch role {
	case "report", "skip-level":
		return "manager"
	case "manager":
		return "report"
	}
	return role
}
