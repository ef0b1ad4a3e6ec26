package gitstore

import (
	"cmp"
	"context"
	"errors"
	"strconv"
	"strings"
	"sync"
	"time"
)

// people returns whom git would name as author and committer. Where the settings
// and the environment name them plainly, it takes them from there, as git does;
// otherwise it asks git (two milliseconds each).
func (r *Repo) people(ctx context.Context, cfg Config) (people, error) {
	var who people
	var err error
	if who.author, err = r.ident(ctx, cfg, "AUTHOR"); err != nil {
		return who, err
	}
	who.committer, err = r.ident(ctx, cfg, "COMMITTER")
	return who, err
}

// KnowsAuthor says what keeps a commit from having an author, if anything does.
func (r *Repo) KnowsAuthor(ctx context.Context, cfg Config) error {
	_, err := r.people(ctx, cfg)
	return err
}

func (r *Repo) ident(ctx context.Context, cfg Config, role string) (person, error) {
	p, plain := r.plainIdent(cfg, role)
	if plain {
		return p, nil
	}
	// What git makes up of the login and the host's mail name is nobody's choice, and
	// would hide the author that Git.Author knows.
	out, err := r.read(ctx, nil, "-c", "user.useConfigOnly=true", "var", "GIT_"+role+"_IDENT")
	if err == nil {
		if p, ok := parseIdent(strings.TrimSpace(string(out))); ok {
			if !r.hasDate(role) {
				p.when = r.clock()
			}
			return p, nil
		}
	}
	if errors.Is(err, ErrNoGit) && p.name != "" && p.email != "" {
		return p, nil
	}
	asked, err := r.askIdent()
	asked.name, asked.email = cmp.Or(p.name, asked.name), cmp.Or(p.email, asked.email)
	return asked, err
}

// askIdent is the last resort: Git.Author, asked once.
func (r *Repo) askIdent() (person, error) {
	hint := `say who you are: git config --global user.name "Your Name"; git config --global user.email you@example.com; then: oneonone save`
	if r.git.Author == nil {
		return person{}, Refuse("nobody is named as its author", hint)
	}
	if r.git.askAuthor == nil {
		r.git.askAuthor = sync.OnceValues(func() (person, error) {
			name, email, err := r.git.Author()
			return person{name: cleanIdent(name), email: cleanIdent(email)}, err
		})
	}
	p, err := r.git.askAuthor()
	p.when = r.clock()
	if err != nil || p.name == "" || p.email == "" {
		e := Refuse("nobody is named as its author", hint)
		e.Err = err
		return person{}, e
	}
	return p, nil
}

// clock is when a commit is made. git knows no time before 1970, and fsck calls
// such a commit damaged.
func (r *Repo) clock() time.Time {
	now := r.git.Now()
	if now.Unix() < 0 {
		return time.Unix(0, 0).In(now.Location())
	}
	return now
}

func (r *Repo) hasDate(role string) bool { return r.git.env.get("GIT_"+role+"_DATE") != "" }

// plainIdent reads an identity that is set outright; plain is false when git
// would do more with it: nothing set, odd characters, or a date of its own.
func (r *Repo) plainIdent(cfg Config, role string) (p person, plain bool) {
	low := strings.ToLower(role)
	first := func(env string, keys ...string) string {
		if v, ok := r.git.env.vars[env]; ok {
			return v
		}
		for _, k := range keys {
			if v, ok := cfg.Get(k); ok {
				return v
			}
		}
		return ""
	}
	p.name = first("GIT_"+role+"_NAME", low+".name", "user.name")
	p.email = first("GIT_"+role+"_EMAIL", low+".email", "user.email")
	if p.email == "" {
		p.email = r.git.env.get("EMAIL")
	}
	p.when = r.clock()
	plain = !r.hasDate(role) && p.name != "" && p.email != "" && cleanIdent(p.name) == p.name && cleanIdent(p.email) == p.email
	p.name, p.email = cleanIdent(p.name), cleanIdent(p.email)
	return p, plain
}

// cleanIdent strips what git does not allow in a name or address.
func cleanIdent(s string) string {
	s = strings.TrimFunc(s, func(r rune) bool { return r <= ' ' || strings.ContainsRune(`.,:;<>"\'`, r) })
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '<' || r == '>' || r == 0 {
			return -1
		}
		return r
	}, s)
}

// parseIdent reads "Name <mail> 1763640000 +0100".
func parseIdent(s string) (p person, ok bool) {
	name, rest, ok := strings.Cut(s, " <")
	if !ok {
		name, rest, ok = strings.Cut(s, "<")
	}
	i := strings.LastIndexByte(rest, '>')
	if !ok || i < 0 {
		return p, false
	}
	p.name, p.email = strings.TrimSpace(name), rest[:i]
	f := strings.Fields(rest[i+1:])
	if len(f) == 0 {
		return p, false
	}
	sec, err := strconv.ParseInt(f[0], 10, 64)
	if err != nil {
		return p, false
	}
	p.when = time.Unix(sec, 0).UTC()
	if len(f) > 1 {
		if z, err := time.Parse("-0700", f[1]); err == nil {
			_, off := z.Zone()
			p.when = p.when.In(time.FixedZone("", off))
		}
	}
	return p, true
}
