// Package text knows what is true of any text, whoever wrote it: which scripts
// are written without spaces, the mark some editors put at the start of a file,
// how a count and a YAML value are written.
package text
