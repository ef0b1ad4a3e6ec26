package health

// Finding is one thing that the doctor found.
type Finding struct {
	ID FindingID
	// Path is the file or directory, relative to the notes folder where it
	// lies in it.
	Path    string
	Problem string
	// Mend is the command that fixes it, "" when there is nothing to type.
	Mend string
	// Safe says that Fix mends it without losing anything.
	Safe bool
	// Info marks a fact worth knowing that is not a problem.
	Info bool
}

// FindingID names a kind of finding. It is part of the machine-readable output.
type FindingID string

// The kinds of finding.
const (
	FindNoGit         FindingID = "no-git"
	FindNoRepository  FindingID = "no-repository"
	FindBlocked       FindingID = "blocked" // a merge in progress, a detached HEAD
	FindDamaged       FindingID = "damaged"
	FindNobody        FindingID = "no-author"
	FindMode          FindingID = "mode"
	FindUncommitted   FindingID = "not-recorded"
	FindConflict      FindingID = "conflict-markers"
	FindLock          FindingID = "stale-lock"
	FindLeftover      FindingID = "leftover"
	FindPrivateRemote FindingID = "private-remote"
	FindPrivateKept   FindingID = "private-recorded" // in a repository around it
	FindNotIgnored    FindingID = "not-ignored"
	FindOrphan        FindingID = "private-orphan" // private notes about nobody
	FindInbox         FindingID = "inbox"          // not ignored
	FindEditorFiles   FindingID = "editor-files"   // not ignored
	FindRemote        FindingID = "remote"
	FindDriver        FindingID = "merge-driver" // notes would be merged line by line
	FindPrivateBare   FindingID = "private-without-repository"
	FindDocMissing    FindingID = "shared-doc-missing"
	FindOutlived      FindingID = "outlived-reading"
	FindMisremembered FindingID = "misremembered" // listings differ from what the notes say
	FindCopy          FindingID = "copy"          // of a note, made by a file-sync program
	FindViaGit        FindingID = "via-git"       // settings that force commits through git
	FindFilters       FindingID = "filters"       // programs that git runs to look at notes
)
