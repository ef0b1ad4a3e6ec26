package remote

import (
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"oneonone/internal/gitstore"
)

// Shown is an address fit for printing: without a password, or the token in place
// of one.
func Shown(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.User == nil {
		return address
	}
	if u.Scheme == "http" || u.Scheme == "https" {
		u.User = nil
	} else {
		u.User = url.User(u.User.Username())
	}
	return u.String()
}

// Places returns where the remotes of a repository lead, by name, in a form that
// is the same for all addresses of one place.
func Places(cfg gitstore.Config, root string) map[string][]string {
	places := map[string][]string{}
	for _, name := range names(cfg) {
		for _, address := range slices.Concat(cfg["remote."+name+".url"], cfg["remote."+name+".pushurl"]) {
			places[name] = append(places[name], place(address, root))
		}
	}
	return places
}

// SamePlace reports whether two addresses, relative to dir, lead to the same
// repository.
func SamePlace(a, b, dir string) bool { return place(a, dir) == place(b, dir) }

// place is where an address leads: a directory, or a host and a path there. The
// protocol does not matter, nor does the user, unless the path is in their home.
func place(address, root string) string {
	if dir, local := LocalPath(address); local {
		return directory(dir, root)
	}
	if !strings.Contains(address, "://") {
		address = "ssh://" + strings.Replace(address, ":", "/", 1)
	}
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	scheme, host := strings.ToLower(u.Scheme), strings.ToLower(u.Hostname())
	if port := u.Port(); port != "" && port != map[string]string{"ssh": "22", "https": "443", "http": "80", "git": "9418"}[scheme] {
		host += ":" + port
	}
	if user := u.User.Username(); scheme == "ssh" && user != "" && user != "git" {
		host = user + "@" + host
	}
	return host + strings.TrimSuffix(path.Clean("/"+u.Path), ".git")
}

// LocalPath is the path that an address names; ok is false when it is not a path.
func LocalPath(address string) (p string, ok bool) {
	if scheme, _, has := strings.Cut(address, "://"); has {
		u, err := url.Parse(address)
		if err != nil || strings.ToLower(scheme) != "file" {
			return "", false
		}
		return filepath.FromSlash(u.Path), true
	}
	host, _, scp := strings.Cut(address, ":")
	return address, !scp || strings.Contains(host, "/") || len(host) == 1 // C:\
}

// directory is the directory that git finds for a path.
func directory(p, root string) string {
	if !filepath.IsAbs(p) {
		p = filepath.Join(root, p)
	}
	p = filepath.Clean(p)
	for _, found := range spellings(p) {
		st, err := os.Stat(found)
		if err != nil || !st.IsDir() {
			continue
		}
		if real, err := filepath.EvalSymlinks(found); err == nil {
			return real
		}
	}
	return strings.TrimSuffix(p, ".git")
}

// Leads reports whether an address, relative to dir, leads to the same place as
// one of a repository's remotes, or to the repository itself.
func Leads(cfg gitstore.Config, root, address, dir string) bool {
	at := place(address, dir)
	if at == directory(root, root) {
		return true
	}
	for _, places := range Places(cfg, root) {
		if slices.Contains(places, at) {
			return true
		}
	}
	return false
}

// IsRepository reports whether git finds a repository at a path.
func IsRepository(p string) bool {
	for _, found := range spellings(p) {
		_, noHead := os.Stat(filepath.Join(found, "HEAD"))
		_, noObjects := os.Stat(filepath.Join(found, "objects"))
		if noHead == nil && noObjects == nil {
			return true
		}
	}
	return false
}

// spellings are the paths where git looks for a repository, given one.
func spellings(p string) []string {
	return []string{filepath.Join(p, ".git"), p, filepath.Join(p+".git", ".git"), p + ".git"}
}
