package cmd

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/clause"
	"oneonone/notes/promise"
)

func newCompletionCmd(s *session) *cobra.Command {
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print the completion script for bash, zsh, fish or powershell",
		Long: `Print the script that lets a shell complete commands, people, dates and actions.
For bash, the package bash-completion has to be installed.`,
		Example: `  source <(oneonone completion bash)                            # in ~/.bashrc
  oneonone completion zsh > "${fpath[1]}/_oneonone"
  oneonone completion fish > ~/.config/fish/completions/oneonone.fish`,
		Args:      argsBetween(1, 1),
		ValidArgs: []string{"bash", "zsh", "fish", "powershell"},
		RunE: func(c *cobra.Command, args []string) error {
			root, out := c.Root(), s.env.Stdout
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(out, true)
			case "zsh":
				return root.GenZshCompletion(out)
			case "fish":
				return root.GenFishCompletion(out, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(out)
			}
			return usagef("no completion for %q: bash, zsh, fish or powershell", args[0])
		},
	}
}

type completer = func(c *cobra.Command, args []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective)

// completeFlag offers values for a flag.
func (s *session) completeFlag(c *cobra.Command, flag string, f completer) {
	if err := c.RegisterFlagCompletionFunc(flag, f); err != nil {
		panic(fmt.Sprintf("completing --%s: %v", flag, err)) // a flag misspelt in this package
	}
}

// completePeople offers handles, with names beside them.
func (s *session) completePeople(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	w, err := s.open()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var out []cobra.Completion
	for _, p := range w.Present() {
		out = append(out, cobra.CompletionWithDesc(p.Handle, p.FullName()))
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

// completeDates offers the ways to say a day.
func (s *session) completeDates(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var out []cobra.Completion
	for _, word := range []string{"today", "yesterday", "tomorrow", "monday", "tuesday", "wednesday", "thursday", "friday", "1 week ago", "1 month ago"} {
		d, err := s.parseDay(word, s.today())
		if err == nil {
			out = append(out, cobra.CompletionWithDesc(word, d.String()))
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

// completeOwners offers whom an action can be of.
func (s *session) completeOwners(c *cobra.Command, args []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective) {
	people, directive := s.completePeople(c, args, toComplete)
	return append([]cobra.Completion{cobra.CompletionWithDesc(clause.Me, "you, and what nobody owns")}, people...), directive
}

// completeOnePerson offers a person as the first argument and nothing behind.
func (s *session) completeOnePerson(c *cobra.Command, args []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return s.completePeople(c, args, toComplete)
}

// completePastDates offers the ways to say a day gone by.
func (s *session) completePastDates(c *cobra.Command, args []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var out []cobra.Completion
	for _, word := range []string{"today", "yesterday", "monday", "tuesday", "wednesday", "thursday", "friday", "1 week ago", "1 month ago", "1 year ago"} {
		if d, err := when.ParseFrom(word, s.today(), when.Past); err == nil {
			out = append(out, cobra.CompletionWithDesc(word, d.String()))
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

// personThen offers a person first, then what of theirs fits.
func (s *session) personThen(offer func(w *workspace, handle string) []cobra.Completion) completer {
	return func(c *cobra.Command, args []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) == 0 {
			return s.completePeople(c, args, toComplete)
		}
		w, err := s.open()
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

// completePersonAndEntry offers a person, then the dates of their entries,
// newest first.
func (s *session) completePersonAndEntry(c *cobra.Command, args []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return s.personThen(func(w *workspace, handle string) (out []cobra.Completion) {
		refs, _ := w.Entries(handle)
		for _, r := range slices.Backward(refs) {
			out = append(out, cobra.CompletionWithDesc(notes.EntryName(r.Date, r.N), r.Date.Weekday().String()))
		}
		return out
	})(c, args, toComplete)
}

// completeTopics offers a person, then the topics that wait.
func (s *session) completeTopics(c *cobra.Command, args []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return s.personThen(func(w *workspace, handle string) (out []cobra.Completion) {
		waiting, _ := w.Hopper(handle)
		for _, t := range waiting {
			out = append(out, t.Text)
		}
		return out
	})(c, args, toComplete)
}

// completeActions offers the handles of actions that can be brought into a
// state, with their words beside them.
func (s *session) completeActions(to clause.State) completer {
	return func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		w, err := s.open()
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var ids []string
		var fitting []*promise.Thread
		for _, p := range w.Present() {
			threads, _ := w.Threads(p.Handle)
			for _, t := range threads {
				ids = append(ids, t.ID)
				if (t.State == clause.Open) != (to == clause.Open) {
					fitting = append(fitting, t)
				}
			}
		}
		short := promise.ShortIDs(ids)
		var out []cobra.Completion
		for _, t := range fitting {
			out = append(out, cobra.CompletionWithDesc(short[t.ID], t.Person+": "+strings.TrimSpace(t.Text)))
		}
		return out, cobra.ShellCompDirectiveNoFileComp
	}
}

// completeTemplates offers the templates of the folder.
func (s *session) completeTemplates(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	w, err := s.open()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	set, err := w.templates()
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
