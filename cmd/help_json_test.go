package cmd

import (
	"regexp"
	"testing"

	"oneonone/internal/cli"
	"oneonone/internal/render"
)

var snakeCase = regexp.MustCompile(`^[a-z]+(_[a-z]+)*$`)

// A field has one name, everywhere the same, and a sentence.
func TestFieldsAreNamedOnce(t *testing.T) {
	s := cli.NewSession(&cli.Env{Dir: t.TempDir()})
	newRoot(s, nil)
	if len(s.Records) < 5 {
		t.Fatalf("only %d commands print data", len(s.Records))
	}
	for _, r := range s.Records {
		checkFields(t, r.Command.CommandPath(), r.Fields)
	}
}

func checkFields(t *testing.T, of string, fields []render.Field) {
	seen := map[string]bool{}
	for _, f := range fields {
		switch {
		case !snakeCase.MatchString(f.Name):
			t.Errorf("%s: the field %q is not in snake_case", of, f.Name)
		case f.Name == "handle":
			t.Errorf("%s: a person is called person", of)
		case f.Doc == "":
			t.Errorf("%s: %s says nothing of itself", of, f.Name)
		case seen[f.Name]:
			t.Errorf("%s: %s is there twice", of, f.Name)
		}
		seen[f.Name] = true
		checkFields(t, of+" "+f.Name, f.Parts)
	}
}
