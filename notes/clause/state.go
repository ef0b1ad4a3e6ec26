package clause

// State is how far an action, goal or topic has come.
type State string

// The states of FORMAT.md, "State".
const (
	Open    State = "open"
	Done    State = "done"
	Dropped State = "dropped"
)
