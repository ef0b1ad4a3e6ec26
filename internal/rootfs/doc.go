// Package rootfs reads a folder whose files a stranger may have made: nothing is
// read through a link that leaves it, nothing that is not a regular file, and
// nothing longer than [MaxFile]. A named pipe never blocks it. What is refused is
// in refused.go; the files for each system only keep open from blocking.
package rootfs
