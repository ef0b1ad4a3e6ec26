package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// installed reports whether a program is there to compare with.
func installed(program string) func() bool {
	return func() bool {
		_, err := exec.LookPath(program)
		return err == nil
	}
}

// taskList lists as many tasks with Taskwarrior as there are open promises. The
// first run makes them.
func (b *bench) taskList() []string {
	rc := filepath.Join(b.dir, "taskrc")
	list := []string{"task", "rc:" + rc, "list"}
	if _, err := os.Stat(rc); err == nil {
		return list
	}
	b.must(os.WriteFile(rc, []byte("data.location="+filepath.Join(b.dir, "tasks")+"\nconfirmation=off\nverbose=nothing\n"), 0o600))
	c := exec.Command(b.oneonone, "actions", "--open", "--json")
	c.Env = b.env
	out, err := c.Output()
	b.must(err)
	var open []struct{ Text, Person string }
	b.must(json.Unmarshal(out, &open))
	var tasks []map[string]string
	for _, a := range open {
		tasks = append(tasks, map[string]string{"description": strings.TrimSpace(a.Text), "project": a.Person, "status": "pending"})
	}
	src, err := json.Marshal(tasks)
	b.must(err)
	file := filepath.Join(b.dir, "tasks.json")
	b.must(os.WriteFile(file, src, 0o600))
	_, _, err = b.time([]string{"task", "rc:" + rc, "import", file})
	b.must(err)
	return list
}
