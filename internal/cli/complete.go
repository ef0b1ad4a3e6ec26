package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/actions"
	"oneonone/notes/clause"
	"oneonone/notes/page"
	"oneonone/notes/promise"
	"oneonone/template"
)

// Templates are the built-in templates with the folder's own ahead of them.
func (w *Workspace) Templates() (*template.Set, error) { return template.NewSet(w.FS) }

// Completer offers words for what is being typed.
type Completer = func(c *cobra.Command, args []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective)

// CompleteFlag offers values for a flag.
func CompleteFlag(c *cobra.Command, flag string, f Completer) {
	if err := c.RegisterFlagCompletionFunc(flag, f); err != nil {
		panic(fmt.Sprintf("completing --%s: %v", flag, err)) // a flag misspelt in this package
	}
}

// CompletePeople offers handles, with names beside them.
func CompletePeople(s *Session) Completer {
	return func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		w, err := s.Open()
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var out []cobra.Completion
		for _, p := range w.Present() {
			out = append(out, cobra.CompletionWithDesc(p.Handle, p.FullName()))
		}
		return out, cobra.ShellCompDirectiveNoFileComp
	}
}

// CompleteDates offers the ways to say a day.
func CompleteDates(s *Session) Completer {
	return func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		var out []cobra.Completion
		for _, word := range []string{"today", "yesterday", "tomorrow", "monday", "tuesday", "wednesday", "thursday", "friday", "1 week ago", "1 month ago"} {
			d, err := s.ParseDay(word, s.Today())
			if err == nil {
				out = append(out, cobra.CompletionWithDesc(word, d.String()))
			}
		}
		return out, cobra.ShellCompDirectiveNoFileComp
	}
}

// CompleteOwners offers the possible owners of an action.
func CompleteOwners(s *Session) Completer {
	return func(c *cobra.Command, args []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective) {
		people, directive := CompletePeople(s)(c, args, toComplete)
		return append([]cobra.Completion{cobra.CompletionWithDesc(clause.Me, "you, and what nobody owns")}, people...), directive
	}
}

// CompleteOnePerson offers a person as the first argument and nothing after it.
func CompleteOnePerson(s *Session) Completer {
	return func(c *cobra.Command, args []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return CompletePeople(s)(c, args, toComplete)
	}
}

// CompletePastDates offers the ways to say a day in the past.
func CompletePastDates(s *Session) Completer {
	return func(c *cobra.Command, args []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective) {
		var out []cobra.Completion
		for _, word := range []string{"today", "yesterday", "monday", "tuesday", "wednesday", "thursday", "friday", "1 week ago", "1 month ago", "1 year ago"} {
			if d, err := when.ParseFrom(word, s.Today(), when.Past); err == nil {
				out = append(out, cobra.CompletionWithDesc(word, d.String()))
			}
		}
		return out, cobra.ShellCompDirectiveNoFileComp
	}
}

// PersonThen offers a person first, then what offer has of theirs.
func (s *Session) PersonThen(offer func(w *Workspace, handle string) []cobra.Completion) Completer {
	return func(c *cobra.Command, args []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) == 0 {
			return CompletePeople(s)(c, args, toComplete)
		}
		w, err := s.Open()
		if err != nil || len(args) > 1 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		p, err := w.Find(args[0])
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return offer(w, p.Handle), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
	}
}

// CompletePersonAndEntry offers a person, then the dates of their entries,
// newest first.
func CompletePersonAndEntry(s *Session) Completer {
	return s.PersonThen(func(w *Workspace, handle string) (out []cobra.Completion) {
		refs, _ := w.Entries(handle)
		for _, r := range slices.Backward(refs) {
			out = append(out, cobra.CompletionWithDesc(page.EntryName(r.Date, r.N), r.Date.Weekday().String()))
		}
		return out
	})
}

// CompleteTopics offers a person, then the topics that wait.
func CompleteTopics(s *Session) Completer {
	return s.PersonThen(func(w *Workspace, handle string) (out []cobra.Completion) {
		waiting, _ := w.Hopper(handle)
		for _, t := range waiting {
			out = append(out, t.Text)
		}
		return out
	})
}

// CompleteGoals offers a person, then their open goals.
func CompleteGoals(s *Session) Completer {
	return s.PersonThen(func(w *Workspace, handle string) (out []cobra.Completion) {
		for _, g := range w.Goals(handle) {
			if g.State == clause.Open {
				out = append(out, g.Text)
			}
		}
		return out
	})
}

// CompleteActions offers the actions that can be brought into a state, most
// urgent first, with their words beside the handles: a person's, once one is
// named. Before that it offers the people who have any, and the handles that
// begin with what is typed.
func (s *Session) CompleteActions(to clause.State) Completer {
	return func(_ *cobra.Command, args []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective) {
		const inOrder = cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
		w, err := s.Open()
		if err != nil {
			return nil, inOrder
		}
		people := w.Present()
		named := false
		if len(args) > 0 {
			if p, err := w.Find(args[0]); err == nil {
				people, named = []*notes.Person{p}, true
			}
		}
		look := actions.In(w.Folder)
		var out []cobra.Completion
		var fitting []*promise.Thread
		if to != clause.Open {
			fitting, _ = look.Open(people)
		} else {
			for _, p := range people {
				threads, _ := look.Threads(p.Handle)
				fitting = append(fitting, slices.DeleteFunc(slices.Clone(threads), func(t *promise.Thread) bool { return t.State == clause.Open })...)
			}
		}
		for _, p := range people {
			if len(args) == 0 && slices.ContainsFunc(fitting, func(t *promise.Thread) bool { return t.Person == p.Handle }) {
				out = append(out, cobra.CompletionWithDesc(p.Handle, p.FullName()))
			}
		}
		notes.SortByUrgency(fitting, s.Today())
		short := look.Short()
		for _, t := range fitting {
			id := short.Short(t.ID)
			if slices.Contains(args, id) || len(args) == 0 && (toComplete == "" || !strings.HasPrefix(id, toComplete)) {
				continue
			}
			words := strings.TrimSpace(t.Text)
			if !named {
				words = t.Person + ": " + words
			}
			out = append(out, cobra.CompletionWithDesc(id, words))
		}
		return out, inOrder
	}
}

// CompleteTemplates offers the templates of the folder.
func CompleteTemplates(s *Session) Completer {
	return func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		w, err := s.Open()
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		set, err := w.Templates()
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var out []cobra.Completion
		purpose := map[string]string{}
		for _, t := range set.List() {
			purpose[t.Name] = t.Purpose
		}
		for _, name := range set.EntryNames() {
			out = append(out, cobra.CompletionWithDesc(name, purpose[name]))
		}
		return out, cobra.ShellCompDirectiveNoFileComp
	}
}
