// Package rootfs reads a folder whose files a stranger may have made: nothing
// is read through a link that leaves it, nothing that is not a regular file,
// and nothing longer than [MaxFile]. A pipe never keeps it waiting. What is refused
// is in refused.go; the files by system only keep an opening from waiting.
package rootfs
