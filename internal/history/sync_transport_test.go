//go:build unix

package history

import (
	"errors"
	"net"
	"net/http"
	"net/http/cgi"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"oneonone/internal/remote"
)

// serve puts the bare repository behind git's own HTTP server and a password.
func (p *pair) serve() string {
	p.Helper()
	backend := filepath.Join(p.git("--exec-path"), "git-http-backend")
	if _, err := os.Stat(backend); err != nil {
		p.Skip("git has no http-backend here")
	}
	handler := &cgi.Handler{Path: backend, Env: []string{"GIT_PROJECT_ROOT=" + filepath.Dir(p.remote), "GIT_HTTP_EXPORT_ALL=1"}, Stderr: os.Stderr}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if user, password, _ := r.BasicAuth(); user != "sam" || password != "secret" {
			w.Header().Set("WWW-Authenticate", `Basic realm="notes"`)
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		handler.ServeHTTP(w, r)
	}))
	p.Cleanup(s.Close)
	p.git("-C", p.remote, "config", "http.receivepack", "true")
	return strings.TrimPrefix(s.URL, "http://") + "/remote.git"
}

// Over HTTP the password comes from the user's own helper. Without one nothing
// is asked where nobody sits, and the notes stay as they are.
func TestSyncOverHTTPWithAPassword(t *testing.T) {
	skipIfShort(t)
	t.Parallel()
	p := newPair(t)
	at := p.serve()
	p.git("remote", "set-url", "origin", "http://"+at)
	p.write("people/alice/2026-11-20.md", "mine\n")
	_, err := p.sync()
	var told *remote.Error
	if !errors.As(err, &told) || !strings.Contains(err.Error(), "terminal prompts disabled") {
		t.Fatalf("without a password: %v", err)
	}

	home := filepath.Join(filepath.Dir(p.dir), "home")
	os.WriteFile(filepath.Join(home, "passwords"), []byte("http://sam:secret@"+at[:strings.IndexByte(at, '/')]+"\n"), 0o600)
	p.git("config", "--global", "credential.helper", "store --file "+filepath.Join(home, "passwords"))
	p.there("people/alice/README.md", "# Alice\n\n- theirs\n")
	if _, err := p.sync(); err != nil {
		t.Fatal(err)
	}
	if got := p.git("-C", p.remote, "show", "main:people/alice/2026-11-20.md"); got != "mine" {
		t.Errorf("the server has %q", got)
	}

	// A helper that the folder itself names is somebody else's.
	p.git("config", "credential.helper", "!touch evil")
	if _, err := p.sync(); err == nil || !strings.Contains(err.Error(), "credential.helper") || !fileGone(p.path("evil")) {
		t.Errorf("a helper of the folder's: %v", err)
	}
}

// Over ssh, with a server on this machine: for the long run.
func TestSyncOverSSH(t *testing.T) {
	if os.Getenv(tortureEnv) != "full" {
		t.Skip("only in the long run")
	}
	sshd, err := exec.LookPath("sshd")
	if err != nil {
		if sshd = "/usr/sbin/sshd"; fileGone(sshd) {
			t.Skip("there is no sshd here: install openssh-server")
		}
	}
	p := newPair(t)
	dir := t.TempDir()
	for _, key := range []string{"host", "user"} {
		if out, err := exec.Command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", filepath.Join(dir, key)).CombinedOutput(); err != nil {
			t.Skipf("ssh-keygen: %v: %s", err, out)
		}
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
	l.Close()
	config := "ListenAddress 127.0.0.1\nPort " + port + "\nHostKey " + dir + "/host\nAuthorizedKeysFile " + dir + "/user.pub\nStrictModes no\nUsePAM no\nPidFile none\nPasswordAuthentication no\n"
	if err := os.WriteFile(filepath.Join(dir, "config"), []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	os.MkdirAll("/run/sshd", 0o755) // where it looks for its own directory
	server := exec.Command(sshd, "-D", "-e", "-f", filepath.Join(dir, "config"))
	if err := server.Start(); err != nil {
		t.Skipf("sshd does not start: %v", err)
	}
	t.Cleanup(func() { server.Process.Kill(); server.Wait() })
	p.setenv("GIT_SSH_COMMAND=ssh -F none -i " + dir + "/user -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -o ConnectionAttempts=20 -p " + port)
	p.git("remote", "set-url", "origin", "ssh://127.0.0.1"+p.remote)
	p.there("people/alice/README.md", "# Alice\n\n- theirs\n")
	p.write("people/alice/2026-11-20.md", "mine\n")
	if _, err := p.sync(); err != nil {
		t.Fatal(err)
	}
	if got := p.git("-C", p.remote, "show", "main:people/alice/2026-11-20.md"); got != "mine" {
		t.Errorf("the server has %q", got)
	}
}

// Another git is at the branch that a sync fetches: the one that a killed sync
// left running, or that of a second sync. It is waited for, and said in the end.
func TestSyncWaitsForAnotherFetch(t *testing.T) {
	skipIfShort(t)
	p := newPair(t)
	p.there("people/alice/2026-11-20.md", "theirs\n")
	lock := ".git/refs/remotes/origin/main.lock"
	p.write(lock, "")
	p.h.git.Wait = time.Millisecond
	if _, err := p.sync(); !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), "main.lock: held by git") {
		t.Errorf("error is %v", err)
	}
	p.h.git.Wait = defaultWait
	p.h.fault = func(op, name string) error {
		if op == "wait" {
			return os.Remove(p.path(lock))
		}
		return nil
	}
	p.mustSync()
	if p.read("people/alice/2026-11-20.md") != "theirs\n" {
		t.Error("nothing came")
	}
}

// A branch of a remote on this machine that stands where it was is read from
// its file; every other one is fetched.
func TestSyncAsksNoGitAboutAFile(t *testing.T) {
	p := newPair(t)
	asked := func() bool {
		t.Helper()
		trace := filepath.Join(t.TempDir(), "trace")
		p.setenv("GIT_TRACE=" + trace)
		if _, err := p.sync(); err != nil {
			t.Fatal(err)
		}
		b, _ := os.ReadFile(trace)
		return strings.Contains(string(b), "upload-pack")
	}
	if asked() {
		t.Error("git fetches what did not move")
	}
	p.git("-C", p.remote, "pack-refs", "--all")
	if asked() {
		t.Error("git fetches what did not move, and is packed")
	}
	p.git("remote", "set-url", "origin", "short:remote.git")
	p.git("config", "--global", "url."+filepath.Dir(p.remote)+"/.insteadOf", "short:")
	if !asked() {
		t.Error("an address that leads elsewhere is taken by its words")
	}
	p.git("remote", "set-url", "origin", p.remote)
	p.git("config", "--global", "--remove-section", "url."+filepath.Dir(p.remote)+"/")
	p.there("people/alice/2026-11-20.md", "theirs\n")
	if !asked() || p.read("people/alice/2026-11-20.md") != "theirs\n" {
		t.Error("what moved is not fetched")
	}
}
