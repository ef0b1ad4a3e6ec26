package template

import (
	"strings"
	"testing"
)

// Each of these would misprint, fail or run away, and says so with its line.
func TestCheck(t *testing.T) {
	for _, c := range []struct{ raw, want string }{
		{"{{.}}", "prints all the data at once"},
		{"{{.Person}}", "prints all the data at once"},
		{"{{$}}", "prints all the data at once"},
		{"{{len .Ordinal}}", "len of type int"},
		{"{{yaml .Topics}}", "this list is Markdown"},
		{"{{not}}", "wrong number of args"},
		{"{{eq .Me}}", "missing argument"},
		{"{{.Me .Date}}", "Me is not a method"},
		{"{{.Me | .Date}}", "Date is not a method"},
		{"{{range 10000}}{{end}}", "10000 is more than 9999"},
		{"{{nil}}", "nil is not a command"},
		{"{{(.Person).Nick}}", "unknown name .Nick"},
		{"{{.Title.Length}}", "unknown name .Title.Length"},
		{"{{.Topics.String}}", "unknown name .Topics.String"},
		{"{{range .Me}}{{end}}", "can't iterate"},
		{"{{range $i, $t := .Topics}}{{eq $i \"1\"}}{{end}}", "incompatible types for comparison"},
		{"{{range $i, $t := .Topics}}{{$t.X}}{{end}}", "unknown name .X; there are .Title"},
		{"{{if .Me}}{{$x := .Me}}{{end}}{{$x}}", "undefined variable"},
		{"{{with .Me}}{{.Person}}{{end}}", "write $ before names of the data, as in {{$.Person}}"},
		{"{{index .Topics 0}}", `unknown function "index"`},
		{"{{call .Me}}", `unknown function "call"`},
		{"{{html .Me}}", `unknown function "html"`},
	} {
		out, err := Execute("t.md", "x"+c.raw, Data{Me: "Sam", Date: "2026-11-20", Topics: []string{"- a"}})
		if err == nil || out != nil || !strings.HasPrefix(err.Error(), "t.md:1: ") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %q, %v", c.raw, out, err)
		}
	}
}

// What runs on full data runs on empty data; each of these works, on full and on empty data.
func TestChecked(t *testing.T) {
	full := Data{Me: "Sam", Date: "2026-11-20", Ordinal: 3, Topics: []string{"- a", "- b"},
		Person: Person{Name: "Alice --> Martin", Role: "report", Aliases: []string{"AM", "x: y"}}}
	for raw, want := range map[string]string{
		"{{len .Topics}}|{{len .Me}}":                                            "2|3\n",
		"{{range .Topics}}{{.}};{{else}}none{{end}}":                             "- a;- b;\n",
		"{{range $i, $t := .Topics}}{{if gt $i 0}}{{break}}{{end}}{{$t}}{{end}}": "- a\n",
		"{{with .Person}}{{.Role}} {{$.Me}}{{end}}":                              "report Sam\n",
		"{{if and .Topics (not .Goals)}}yes{{end}}":                              "yes\n",
		"{{or .LastMeeting \"never\"}}":                                          "never\n",
		"{{if or .Topics .Me}}yes{{end}}":                                        "yes\n",
		"{{$n := len .Topics}}{{if eq $n 2}}two{{end}}":                          "two\n",
		"{{.Me | yaml}} {{yaml .Person.Aliases}}":                                "Sam [AM, 'x: y']\n",
		"{{.Person.Aliases}}":                                                    "AM, x: y\n",
		"{{range .Person.Aliases}}{{eq . \"AM\"}} {{end}}":                       "true false \n",
		"{{.Person.First}} {{true}} {{1}} {{\"a\"}}":                             "Alice true 1 a\n",
		"<!-- {{with .Topics}}{{.}}{{end}}":                                      "<!-- - a\n- b\n",
	} {
		out, err := Execute("t.md", raw, full)
		if err != nil || string(out) != want {
			t.Errorf("%s: %q, %v", raw, out, err)
		}
		if _, err := Execute("t.md", "x"+raw, Data{}); err != nil {
			t.Errorf("%s on empty data: %v", raw, err)
		}
	}
	// Zero bytes stand for blocks inside the engine; those of a name must not.
	d := Data{Me: "Sam\x009\x00", Topics: []string{"- a \x000\x00"}, Person: Person{Name: "a-->b"}}
	if out, err := Execute("t.md", "{{.Me}}\n{{.Topics}}", d); err != nil || string(out) != "Sam 9\n- a \x000\x00\n" {
		t.Errorf("%q, %v", out, err)
	}
	if out, _ := Execute("t.md", "{{.Person.First}}", d); strings.Contains(string(out), "-->") {
		t.Errorf("%q would end a comment", out)
	}
}
