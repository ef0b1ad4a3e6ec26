// Package templating is what the user does with templates: list, show, copy, edit
// and check them.
package templating
