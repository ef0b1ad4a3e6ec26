// Package help is what help says: how a command is used, the pages about
// more than one of them, and the reference. It reads the tree of commands and
// knows none by name.
package help
