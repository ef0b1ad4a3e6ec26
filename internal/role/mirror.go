package role

// Mirror is the role you have to somebody of a given role: manager to a report.
// To a skip-level, too, you are a manager.
func Mirror(role string) string {
	switch role {
	case "report", "skip-level":
		return "manager"
	case "manager":
		return "report"
	}
	return role
}
