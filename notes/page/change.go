package page

// Change is one planned change to one file. Planning never touches the disk:
// a command shows the change (--dry-run) or hands it to internal/history, the
// one place that performs it.
type Change struct {
	// Path is relative to the notes folder, with slashes.
	Path string
	// Old is the file as it was when the change was planned; performing the change
	// fails when the file on disk differs. nil: there must be no such file.
	Old []byte
	// New is the file as it is to be. nil: the file is to be removed.
	New []byte
}
