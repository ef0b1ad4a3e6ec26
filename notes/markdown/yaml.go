package markdown

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"oneonone/internal/lazyregexp"
)

var yamlLine = lazyregexp.New(`line (\d+): `)

// YAMLFault takes the first line number, and the library's name, out of an error
// of yaml.v3. line is 0 when there is none.
func YAMLFault(err error) (line int, what string) {
	what = err.Error()
	var typeErr *yaml.TypeError
	if errors.As(err, &typeErr) { // it has an error at least
		what = typeErr.Errors[0]
	}
	what = strings.TrimPrefix(what, "yaml: ")
	if m := yamlLine().FindStringSubmatch(what); m != nil {
		line, _ = strconv.Atoi(m[1])
		what = strings.Replace(what, m[0], "", 1)
	}
	what = plainYAML(what)
	// yaml.v3 counts the lines of its parser's errors from 0, those of its
	// scanner's from 1, and leaves a 0 out.
	if strings.HasPrefix(what, "did not find expected") {
		line++
	}
	return line, what
}

var yamlMismatch = lazyregexp.New(`cannot unmarshal !!(\w+)(?: .*)? into (\S+)$`)

// plainYAML says in words what yaml.v3 says in types: for example, a list where a
// text belongs.
func plainYAML(what string) string {
	m := yamlMismatch().FindStringSubmatch(what)
	if m == nil {
		return what
	}
	is := map[string]string{"seq": "a list", "map": "keys and values", "str": "a text", "int": "a number", "float": "a number", "bool": "true or false"}[m[1]]
	wanted := "something else"
	switch to := m[2]; {
	case to == "string":
		wanted = "a text"
	case to == "int":
		wanted = "a whole number"
	case strings.HasPrefix(to, "[]"):
		wanted = "a list such as [a, b]"
	case strings.HasPrefix(to, "map") || strings.Contains(to, "."):
		wanted = "keys and values"
	}
	if is == "" {
		is = "this"
	}
	return fmt.Sprintf("%s where %s belongs", is, wanted)
}
