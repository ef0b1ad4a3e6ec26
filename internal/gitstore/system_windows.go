package gitstore

import "os"

// syncDir does nothing: Windows cannot sync a directory.
func syncDir(*os.File) error { return nil }

func ownedByOther(string) bool { return false }
