// Package rootfs reads a folder whose files a stranger may have made: nothing
// is read through a link that leaves it, nothing that is not a regular file,
// and nothing longer than [MaxFile]. A named pipe never blocks it. By stamps it
// tells whether files have changed since they were read, without opening them.
//
//	rootfs.go        reading files and directories without following links out of the folder
//	refused.go       what is not read: pipes, devices, files too large
//	read_unix.go     the quick way to read, which no pipe or link holds up
//	stamp.go         whether files have changed, without opening them; how long they must have settled
//	place.go         a file renamed to a name that must be free
//	exchange.go      two files exchanged in one step
//	writer_linux.go  whether anybody has a file open for writing
package rootfs
