// Package text knows what is true of any text, whoever wrote it: which scripts
// are written without spaces, the mark some editors put in front of a file, how
// a count and a value of YAML are written.
package text
