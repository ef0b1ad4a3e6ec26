package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/draft"
	"oneonone/template"
)

func newInviteCmd(s *cli.Session) *cobra.Command {
	return &cobra.Command{
		Use:   "invite PERSON",
		Short: "Print a message that explains the meeting before the first one",
		Long: `Print a message that explains what the meeting is for, to be sent before the
first one. It depends on the role. oneonone template edit invite makes it yours.`,
		Example: `  oneonone invite alice
  oneonone invite alice | pbcopy`,
		Args:              cli.ArgsBetween(1, 1),
		ValidArgsFunction: cli.CompleteOnePerson(s),
		RunE:              func(c *cobra.Command, args []string) error { return runInvite(s, args[0]) },
	}
}

func runInvite(s *cli.Session, word string) error {
	w, people, err := s.OpenWith([]string{word})
	if err != nil {
		return err
	}
	set, err := w.Templates()
	if err != nil {
		return err
	}
	data := template.Data{Person: draft.Person(people[0]), Me: w.Settings.Me, Date: s.Today().String()}
	text, err := set.Invite(data)
	if err != nil {
		return err
	}
	out := s.Output()
	if err := out.Printf("%s", out.Text(string(text))); err != nil {
		return err
	}
	if w.Settings.Me == "" {
		s.Say("hint: oneonone config me \"Your Name\" signs it")
	}
	return nil
}
