package editor

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"

	"oneonone/internal/rootfs"
)

// Unsaved is an editor with changes to a file that are not on disk.
type Unsaved struct {
	Editor string // as people call it: "vim", "emacs"
	PID    int    // 0 when not known
}

// FindUnsaved looks for an editor that has the file open with changes not yet
// saved, as far as editors tell: vim and nvim (and nano with locking) in the
// header of their swap file, emacs by a lock beside the file. Others, such as
// VS Code and JetBrains', leave no trace and are not found. nil when there is
// none. home is the home directory, stateHome $XDG_STATE_HOME or "".
func FindUnsaved(file, home, stateHome string) *Unsaved {
	if u := emacsLock(file); u != nil {
		return u
	}
	for _, swap := range swapFiles(file, home, stateHome) {
		if u := readSwap(swap); u != nil {
			return u
		}
	}
	return nil
}

// emacsLock reads the lock emacs keeps from the first change to the next
// save: a link beside the file, pointing to user@host.pid:boot.
func emacsLock(file string) *Unsaved {
	lock := filepath.Join(filepath.Dir(file), ".#"+filepath.Base(file))
	target, err := os.Readlink(lock)
	if err != nil {
		text, readErr := rootfs.ReadPath(lock) // a regular file where there are no symbolic links
		if readErr != nil {
			return nil
		}
		target = string(text)
	}
	at := strings.LastIndexByte(target, '@')
	if at < 0 {
		return nil
	}
	owner, _, _ := strings.Cut(target[at+1:], ":")
	host, pid := owner, 0
	if dot := strings.LastIndexByte(owner, '.'); dot >= 0 {
		host, pid = owner[:dot], digits(owner[dot+1:])
	}
	if gone(host, pid) {
		return nil
	}
	return &Unsaved{"emacs", pid}
}

func digits(s string) int {
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' || n > 1<<30 {
			return 0
		}
		n = n*10 + int(r-'0')
	}
	return n
}

// swapFiles are where vim and nvim keep the swap files of a file by default:
// beside it, or in one directory, named after the whole path.
func swapFiles(file, home, stateHome string) []string {
	if real, err := filepath.EvalSymlinks(file); err == nil {
		file = real
	}
	dir, name := filepath.Split(file)
	bases := []string{filepath.Join(dir, "."+name+".sw")}
	whole := strings.ReplaceAll(filepath.ToSlash(file), "/", "%")
	if stateHome == "" {
		stateHome = filepath.Join(home, ".local", "state")
	}
	for _, d := range []string{filepath.Join(stateHome, "nvim", "swap"), filepath.Join(home, ".local", "share", "nvim", "swap"), filepath.Join(home, ".vim", "swap")} {
		bases = append(bases, filepath.Join(d, whole+".sw"))
	}
	var all []string
	for _, b := range bases {
		for _, last := range "ponmlk" { // .swp, then .swo and so on for further editors
			all = append(all, b+string(last))
		}
	}
	return all
}

// The header of a swap file (vim's memline.c, struct block0; the offsets have
// been the same since vim 3): a magic number, the version, the process that keeps it, the
// host, the name of the file and, in the name's last byte, whether there are changes.
const (
	swapVersion = 2
	swapPID     = 24
	swapHost    = 68
	swapHostLen = 40
	swapDirty   = 108 + 899
	swapHeader  = swapDirty + 1
	isDirty     = 0x55
)

func readSwap(path string) *Unsaved {
	head, err := rootfs.ReadHead(path, swapHeader)
	if err != nil || len(head) < swapHeader || head[0] != 'b' || head[1] != '0' || head[swapDirty] != isDirty {
		return nil
	}
	pid := int(binary.LittleEndian.Uint32(head[swapPID:]))
	host, _, _ := bytes.Cut(head[swapHost:swapHost+swapHostLen], []byte{0})
	if gone(string(host), pid) {
		return nil
	}
	version, _, _ := bytes.Cut(head[swapVersion:swapVersion+10], []byte{0})
	editor := "vim"
	switch {
	case bytes.HasPrefix(version, []byte("nano")):
		editor = "nano"
	case strings.Contains(path, "nvim"):
		editor = "nvim"
	}
	return &Unsaved{editor, pid}
}

// gone reports whether the process is known to have ended: what a crashed editor
// left behind stops nobody.
func gone(host string, pid int) bool {
	here, err := os.Hostname()
	if err != nil || !strings.EqualFold(host, here) || pid <= 0 {
		return false // on another machine, over a shared disk: nobody can tell
	}
	return !running(pid)
}
