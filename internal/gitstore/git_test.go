//go:build unix

package gitstore

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// trap is a program that a repository names, and sprung tells whether it ran.
func (f *fixture) trap() (program string, sprung func() bool) {
	f.Helper()
	program, ran := f.path("../trap/program"), f.path("../trap/ran")
	f.write("../trap/program", "#!/bin/sh\ntouch "+ran+"\n")
	f.must(os.Chmod(program, 0o700))
	return program, func() bool { return !fileGone(ran) }
}

// Reading runs no hook, whatever git would run it for.
func TestReadingRunsNoHook(t *testing.T) {
	f := newFixture(t)
	program, sprung := f.trap()
	f.must(os.MkdirAll(f.path(".git/hooks"), 0o700))
	f.must(os.Symlink(program, f.path(".git/hooks/reference-transaction")))
	_, err := f.repo().read(context.Background(), nil, "update-ref", "refs/heads/other", "HEAD")
	f.must(err)
	if sprung() {
		t.Error("the hook ran")
	}
}

// A signed commit is not given to the program that the settings name for
// checking signatures.
func TestReadingChecksNoSignature(t *testing.T) {
	f := newFixture(t)
	program, sprung := f.trap()
	f.git("config", "gpg.program", program)
	f.git("config", "log.showSignature", "true")
	signed := strings.Replace(f.git("cat-file", "commit", "HEAD"), "\n\n",
		"\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n", 1)
	cmd := exec.Command("git", "hash-object", "-t", "commit", "-w", "--stdin")
	cmd.Dir, cmd.Env, cmd.Stdin = f.dir, f.env, strings.NewReader(signed+"\n")
	commit, err := cmd.Output()
	f.must(err)
	for _, show := range []bool{false, true} {
		if show {
			f.git("log", "-1", strings.TrimSpace(string(commit))) // git itself does
		} else {
			_, err = f.repo().read(context.Background(), nil, "log", "-1", strings.TrimSpace(string(commit)))
			f.must(err)
		}
		if sprung() != show {
			t.Errorf("by git itself %v: the program ran: %v", show, sprung())
		}
	}
}

// Files of a clone that look like a bare repository are not one to any git of ours.
func TestABareRepositoryAmongTheFilesIsNone(t *testing.T) {
	f := newFixture(t)
	f.git("init", "-q", "--bare", "inner")
	r := f.repo()
	r.Root = f.path("inner")
	if out, err := r.run(context.Background(), nil, nil, "rev-parse", "--git-dir"); err == nil {
		t.Errorf("git takes it for %s", out)
	}
}

// The variables that git names as those of one repository are not handed on; but
// for settings, which are the user's for all.
func TestNoVariableOfOneRepositoryIsHandedOn(t *testing.T) {
	f := newFixture(t)
	for v := range strings.FieldsSeq(f.git("rev-parse", "--local-env-vars")) {
		if strings.HasPrefix(v, "GIT_CONFIG") {
			continue
		}
		for _, kv := range newEnviron([]string{v + "=elsewhere"}).forGit() {
			if kv == v+"=elsewhere" {
				t.Errorf("%s is handed on", v)
			}
		}
	}
}
