package history

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// signBySSH makes git sign commits with a key of its own.
func (f *fixture) signBySSH() {
	f.Helper()
	if _, err := exec.LookPath("ssh-keygen"); err != nil {
		f.Skip("ssh-keygen is not installed")
	}
	key := f.path("../key")
	if out, err := exec.Command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key).CombinedOutput(); err != nil {
		f.Skipf("ssh-keygen: %s", out)
	}
	f.git("config", "gpg.format", "ssh")
	f.git("config", "user.signingKey", key)
	f.git("config", "commit.gpgSign", "true")
}

// A merge is signed like every other commit of the user's, and where that fails
// there is none, and nothing else.
func TestSyncSignsItsMerge(t *testing.T) {
	skipIfShort(t)
	t.Parallel()
	p := newPair(t)
	p.there("people/alice/README.md", "# Alice\n\n- theirs\n")
	p.write("people/alice/2026-11-20.md", "mine\n")
	if err := p.record(context.Background()); err != nil {
		t.Fatal(err)
	}
	p.signBySSH()
	key := p.path("../key")
	if err := os.Rename(key, key+".away"); err != nil {
		t.Fatal(err)
	}
	if _, err := p.sync(); err == nil || !strings.Contains(err.Error(), "private key") {
		t.Errorf("without the key: %v", err)
	}
	p.clean(".")
	if err := os.Rename(key+".away", key); err != nil {
		t.Fatal(err)
	}
	p.mustSync()
	commit := p.git("cat-file", "commit", "HEAD")
	if !strings.Contains(commit, "gpgsig -----BEGIN SSH SIGNATURE-----") || strings.Count(commit, "\nparent ") != 2 {
		t.Errorf("the merge is\n%s", commit)
	}
}
