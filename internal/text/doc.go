// Package text knows what is true of any text, whoever wrote it: which scripts
// are written without spaces, the mark some editors put at the start of a file,
// how a count and a YAML value are written.
//
//	script.go  scripts written without spaces; the byte-order mark
//	lower.go   lower case, quickly
//	write.go   a count, a list of choices, a YAML value
//	yaml.go    YAML of strangers: aliases that multiply
//	shell.go   a word quoted for a shell
package text
