package reviewing

import (
	"context"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"oneonone/internal/cli"
	"oneonone/internal/draft"
	"oneonone/internal/render"
	"oneonone/internal/rootfs"
	"oneonone/internal/screen"
	"oneonone/internal/shared"
	"oneonone/internal/text"
	"oneonone/notes"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/review"
)

// Options say what time a packet covers, and what to do with it.
type Options struct {
	Since, Until string
	Private      bool   // private notes too
	Check        string // a draft to check instead
	Into         string // a file to write to
	HTML         bool   // as a page
	As           cli.Format
}

// Run writes the packet of a person, or checks a draft.
func Run(ctx context.Context, s *cli.Session, word string, o Options) error {
	if o.Check != "" {
		return check(ctx, s, word, o)
	}
	w, p, err := openWith(s, word)
	if err != nil {
		return err
	}
	if o.Since == "" {
		return cli.Hinted(cli.Usagef("since when?"), "oneonone review %s --since 2026-01-01", p.Handle)
	}
	packet, err := packetOf(ctx, s, w, p, o)
	if err != nil {
		return err
	}
	if o.As.Data() {
		return cli.Print(ctx, s, o.As, &render.Listing[review.Quote]{Columns: screen.Quotes, Rows: packet.Quotes()}, "")
	}
	if packet.IsEmpty() {
		s.Say("nothing is noted about %s between %s and %s", p.Handle, packet.Since, packet.Until)
	}
	if o.HTML {
		for _, e := range packet.Elsewhere { // which a page does not show
			s.Say("%s", strings.TrimSuffix(e.Sentence(), "."))
		}
		src, err := pageOf(packet)
		if err != nil {
			return err
		}
		return s.WritePage(w, src, o.Into)
	}
	if o.Into == "" {
		return s.Paged(ctx, func(out render.Output) error {
			return out.Printf("%s", packet.Markdown())
		})
	}
	if err := s.WriteApart(w, o.Into, packet.Markdown()); err != nil {
		return err
	}
	s.Say("%s: %s; write it, then: oneonone review %s --check %s", o.Into, text.Count(len(packet.Quotes()), "line", "lines"), p.Handle, o.Into)
	if !s.Interactive() {
		return nil
	}
	return s.EditFile(ctx, s.InDir(o.Into), 1)
}

func openWith(s *cli.Session, word string) (*cli.Workspace, *notes.Person, error) {
	w, err := s.OpenSettled()
	if err != nil {
		return nil, nil, err
	}
	p, err := w.Find(word)
	return w, p, err
}

// packetOf gathers the packet of a time.
func packetOf(ctx context.Context, s *cli.Session, w *cli.Workspace, p *notes.Person, o Options) (*review.Packet, error) {
	since, until, err := s.Span(o.Since, o.Until)
	if err != nil {
		return nil, err
	}
	if since.After(s.Today()) {
		return nil, cli.Usagef("%s is still to come", since)
	}
	if until.IsZero() {
		until = s.Today()
	}
	canRead, err := readable(ctx, w, p)
	if err != nil {
		return nil, err
	}
	if files, _ := fs.ReadDir(w.FS, page.PrivateDir+"/people/"+p.Handle); len(files) > 0 && !o.Private {
		if moved := w.Moved(p.Handle); len(moved) > 0 {
			s.Say("entries up to %s are private since the doc is shared", moved[len(moved)-1].Date)
		}
		s.Say("private notes about %s are left out: --private adds them", p.Handle)
	}
	var elsewhere []review.Elsewhere
	var others sync.WaitGroup
	others.Go(func() { elsewhere = review.MentionedIn(w.Folder, p, since, until) })
	defer others.Wait()
	read := review.ReadPerson(w.Folder, p, review.Scope{Private: o.Private, Every: o.Check != ""})
	s.SayProblems(read.Problems)
	asked, err := draft.Competencies(w.Folder, p)
	if err != nil {
		return nil, err
	}
	packet := read.PacketOf(read.ArcOf(s.Today(), asked), since, until, canRead)
	others.Wait()
	packet.Elsewhere = elsewhere
	return packet, nil
}

// readable returns what reports whether the person could read a line of a shared
// doc: those its remote has. It is nil for a doc that is not shared.
func readable(ctx context.Context, w *cli.Workspace, p *notes.Person) (func(*review.Line) bool, error) {
	if !w.IsShared(p.Handle) {
		return nil, nil
	}
	r, err := w.History.Repos().At("people/" + p.Handle)
	if err != nil || r == nil {
		return nil, err
	}
	texts, err := shared.Known(ctx, r.Repo)
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for _, t := range texts {
		for l := range strings.Lines(string(t)) {
			known[strings.TrimSpace(l)] = true
		}
	}
	delete(known, "")
	notes := map[string][]string{} // the lines of each, by path
	return func(l *review.Line) bool {
		lines, read := notes[l.Path]
		if !read {
			src, _ := fs.ReadFile(w.FS, l.Path) // the person has seen no line of a note that cannot be read
			lines = strings.Split(string(src), "\n")
			notes[l.Path] = lines
		}
		return l.Remark.Line <= len(lines) && known[strings.TrimSpace(lines[l.Remark.Line-1])]
	}, nil
}

// check goes through a draft, and writes it without its citations when asked to.
func check(ctx context.Context, s *cli.Session, word string, o Options) error {
	draft, err := rootfs.ReadPath(s.InDir(o.Check))
	if err != nil {
		return fmt.Errorf("reading %s: %w", o.Check, err)
	}
	w, p, err := openWith(s, word)
	if err != nil {
		return err
	}
	front := markdown.SplitFrontMatter(o.Check, draft)
	for key, to := range map[string]*string{"since": &o.Since, "until": &o.Until} {
		if v, ok := front.Get(key); ok && *to == "" {
			*to = v.Value
		}
	}
	if v, ok := front.Get("review"); ok && v.Value != p.Handle {
		return cli.Hinted(fmt.Errorf("%s is about %s", o.Check, v.Value), "oneonone review %s --check %s", v.Value, o.Check)
	}
	o.Private = true // so that a citation of a private note is found, and reported as only noted
	packet, err := packetOf(ctx, s, w, p, o)
	if err != nil {
		return err
	}
	faults, err := packet.Check(draft)
	if err != nil {
		return fmt.Errorf("reading %s: %w", o.Check, err)
	}
	fails := 0
	for _, f := range faults {
		fmt.Fprintf(s.Env.Stdout, "%s:%d: %s\n    %s\n", o.Check, f.Line, f.What, f.Sentence)
		if f.Fails {
			fails++
		}
	}
	if fails > 0 {
		return cli.Exit(cli.ExitFailed, fmt.Errorf("%s in %s", text.Count(fails, "sentence cannot stay as it is", "sentences cannot stay as they are"), o.Check))
	}
	s.Say("every sentence rests on a line that %s knows; whether it says more than that line is yours to judge", p.FirstName())
	if o.Into == "" {
		return nil
	}
	if err := s.WriteApart(w, o.Into, review.Strip(draft)); err != nil {
		return err
	}
	s.Say("%s: the same without its places", o.Into)
	return nil
}
