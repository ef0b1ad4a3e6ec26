package history

import "os/exec"

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
