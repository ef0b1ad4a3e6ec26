// Package help is what help says: how a command is used, the pages about more
// than one, and the reference. It reads the command tree and knows no command by
// name.
//
//	install.go    how help of a command reads, which commands are listed
//	topics.go     pages such as environment and exit codes
//	fields.go     help json
//	reference.go  the reference of all commands
package help
