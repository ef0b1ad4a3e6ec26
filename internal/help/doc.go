// Package help is what help says: how a command is used, the pages about more
// than one, and the reference. It reads the command tree and knows no command by
// name.
package help
