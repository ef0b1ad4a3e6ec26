package remote

import (
	"errors"
	"testing"
)

// Git's progress is no reason.
func TestLastWords(t *testing.T) {
	failed := errors.New("exit status 128")
	for said, want := range map[string]string{
		"Enumerating objects: 61, done.\nCounting objects:   1% (1/57)\rCounting objects: 100% (57/57), done.\nfatal: the remote end hung up unexpectedly\n":               "the remote end hung up unexpectedly",
		"remote: Enumerating objects: 61, done.        \nremote: Counting objects:   1% (1/57)        \rremote: not on Fridays        \nerror: failed to push some refs\n": "not on Fridays; failed to push some refs",
		"remote: \nremote: Counting objects: 100% (57/57), done.\nWriting objects:  3%\r":                                                                                  "exit status 128",
		"Writing objects: 3% (1/30)\rerror: unable to write file\n":                                                                                                        "unable to write file",
		" ! [remote rejected] main -> main (hook declined)\n":                                                                                                              "! [remote rejected] main -> main (hook declined)",
	} {
		if got := lastWords(said, failed); got != want {
			t.Errorf("the last words of %q are %q, want %q", said, got, want)
		}
	}
	if got := lastWords("fatal: terminated", errSlow); got != "no answer in time" {
		t.Errorf("of one that was ended: %q", got)
	}
}

// A full disk is not the remote's fault, unless it is the remote's.
func TestFull(t *testing.T) {
	for said, want := range map[string]string{
		"Receiving objects: 10% (1/10)\rfatal: write error: No space left on device\nfatal: fetch-pack: invalid index-pack output\n": "the disk is full: write error: No space left on device",
		"error: file write error: File too large\n":                                   "the disk is full: file write error: File too large",
		"remote: fatal: write error: No space left on device\nerror: unpack failed\n": "the disk of origin is full: write error: No space left on device",
	} {
		if err := full(said, "origin"); err == nil || err.Error() != want {
			t.Errorf("%q is %v, want %q", said, err, want)
		}
	}
	if err := full("fatal: not found\n", "origin"); err != nil {
		t.Error(err)
	}
}
