package cmd

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"oneonone/internal/cli"
	"oneonone/internal/quickdisk"
)

// The scripts are transcripts of a terminal: each runs the program as a user
// would, in a folder of its own, with the clock standing at $NOW. A line that
// begins with oneonone runs a command in this process, which takes half the
// time; "exec oneonone" makes a process of it, as one with input, one that is
// killed, one in the background and one with a PATH of its own have to be.

// firstNow is when every script begins: a Friday.
const firstNow = "2026-11-20T09:00:00Z"

// identity is the user's .gitconfig. What git would tidy up by itself after a
// commit or a push costs two more processes each time.
const identity = "[user]\n\tname = Sam Rivera\n\temail = sam@example.org\n[init]\n\tdefaultBranch = main\n" +
	"[maintenance]\n\tauto = false\n[receive]\n\tautogc = false\n"

// light has a process of milliseconds start no threads that would only wait.
const light = "GOMAXPROCS=1"

func TestMain(m *testing.M) {
	debug.SetGCPercent(300) // as the program does
	program := map[string]func(){"fakeedit": func() { os.Exit(fakeEditor()) }}
	if called := filepath.Base(os.Args[0]); strings.TrimSuffix(called, ".exe") == "oneonone" {
		program["oneonone"] = func() { os.Exit(Main(scripted(cli.SystemEnv()))) }
	}
	testscript.Main(inMemory{m}, program)
}

// inMemory runs the tests where a file is quickly on disk. The program stands in
// the PATH beside the editor: a command of that name given to testscript would
// be a process each time.
type inMemory struct{ *testing.M }

func (m inMemory) Run() int {
	editor, err := exec.LookPath("fakeedit")
	if err == nil {
		err = os.Link(editor, filepath.Join(filepath.Dir(editor), "oneonone"+filepath.Ext(editor)))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	debug.SetGCPercent(800) // many commands, one after the other, in one process
	return quickdisk.Run(m.M)
}

// scripted is an Env with a clock that $NOW sets, and with a person at the
// terminal when $TERMINAL says so.
func scripted(env *cli.Env) *cli.Env {
	now, err := time.Parse(time.RFC3339, env.Getenv("NOW"))
	if err != nil {
		panic(err)
	}
	env.Now = func() time.Time { return now }
	env.Interactive = env.Interactive || env.Getenv("TERMINAL") != ""
	env.Step = killedAt(env.Getenv("KILL_AT"))
	return env
}

// asProcesses has each command of a script be a process of its own.
var asProcesses = os.Getenv("ONEONONE_PROCESSES") != ""

// inThisProcess is the command oneonone of the scripts.
func inThisProcess(ts *testscript.TestScript, neg bool, args []string) {
	failed := false
	if asProcesses {
		failed = ts.Exec("oneonone", args...) != nil
	} else {
		program, err := exec.LookPath("oneonone")
		ts.Check(err)
		env := &cli.Env{Args: args, Stdin: strings.NewReader(""), Stdout: ts.Stdout(), Stderr: ts.Stderr(), Environ: environ(ts), Dir: ts.MkAbs("."), Program: program}
		failed = Main(scripted(env)) != 0
	}
	if failed && !neg {
		ts.Fatalf("unexpected command failure")
	}
	if !failed && neg {
		ts.Fatalf("unexpected command success")
	}
}

var (
	scriptSets = regexp.MustCompile(`(?m)^(?:\[.*\] )?env .*`)
	scriptVar  = regexp.MustCompile(`(\w+)=`)
)

// environ is the environment at this line of a script, which knows the variables
// but does not list them: those it began with, and those that it sets.
func environ(ts *testscript.TestScript) []string {
	var all []string
	for _, kv := range ts.Value(beginsWith{}).([]string) {
		key, _, _ := strings.Cut(kv, "=")
		all = append(all, key+"="+ts.Getenv(key))
	}
	script, err := os.ReadFile(filepath.Join("testdata", "script", ts.Name()+".txtar"))
	ts.Check(err)
	for _, line := range scriptSets.FindAll(script, -1) {
		for _, m := range scriptVar.FindAllSubmatch(line, -1) {
			if key := string(m[1]); ts.Getenv(key) != "" {
				all = append(all, key+"="+ts.Getenv(key))
			}
		}
	}
	return all
}

// beginsWith is the key of the environment that a script begins with.
type beginsWith struct{}

// fakeEditor does to a file what $EDIT says: it appends the file named by it,
// unless it is one of the words "fail", "remove", "empty", and "kill", "interrupt" and
// "terminate", which write a line and end the program that started it.
func fakeEditor() int {
	file := os.Args[len(os.Args)-1]
	fmt.Fprintln(os.Stderr, "editor:", filepath.Base(file), os.Args[1:len(os.Args)-1])
	switch edit := os.Getenv("EDIT"); edit {
	case "":
		return 0
	case "fail":
		return 1
	case "empty":
		return exitOn(os.Truncate(file, 0))
	case "remove":
		return exitOn(os.Remove(file))
	case "overwrite":
		return exitOn(overwriteLate(file))
	case "kill", "interrupt", "terminate":
		text, err := os.ReadFile(file)
		if err == nil {
			err = os.WriteFile(file, append(text, "- typed before the end\n"...), 0o600)
		}
		if err == nil {
			err = endParent(edit)
		}
		return exitOn(err)
	default:
		text, err := os.ReadFile(edit)
		if err != nil {
			return exitOn(err)
		}
		f, err := os.OpenFile(file, os.O_APPEND|os.O_WRONLY, 0o600)
		if err != nil {
			return exitOn(err)
		}
		defer f.Close()
		_, err = f.Write(text)
		return exitOn(err)
	}
}

// overwriteLate is an editor without swap file: it reads the note, lets $MEANWHILE
// run, and writes what it had with a line more.
func overwriteLate(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	c := exec.Command("sh", "-c", os.Getenv("MEANWHILE"))
	c.Stdout, c.Stderr = os.Stdout, os.Stderr
	c.Env = append(os.Environ(), "TERMINAL=")
	if err := c.Run(); err != nil {
		return err
	}
	return os.WriteFile(file, append(text, "- typed in the editor\n"...), 0o600)
}

func exitOn(err error) int {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// quickScripts are the scripts that the quick tests run too: of each command the
// shortest in which it succeeds, unless one that is chosen already has it.
func quickScripts(t *testing.T, files []string) (quick []string) {
	t.Helper()
	texts := map[string][]byte{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts[file] = text
	}
	slices.SortStableFunc(files, func(a, b string) int { return len(texts[a]) - len(texts[b]) })
	for _, g := range groups() {
		for _, c := range g.commands {
			run := regexp.MustCompile(`(?m)^(exec )?oneonone ` + c.name + `\b`)
			has := func(file string) bool { return run.Match(texts[file]) }
			if i := slices.IndexFunc(files, has); i >= 0 && !slices.ContainsFunc(quick, has) {
				quick = append(quick, files[i])
			}
		}
	}
	return quick
}

func TestScripts(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if testing.Short() {
		files = quickScripts(t, files)
	}
	testscript.Run(t, testscript.Params{
		Files:              files,
		RequireUniqueNames: true,
		UpdateScripts:      os.Getenv("UPDATE") != "",
		Cmds:               map[string]func(*testscript.TestScript, bool, []string){"oneonone": inThisProcess},
		Setup: func(env *testscript.Env) error {
			home := filepath.Join(env.WorkDir, "home")
			if err := os.MkdirAll(home, 0o700); err != nil {
				return err
			}
			if err := os.WriteFile(filepath.Join(home, ".gitconfig"), []byte(identity), 0o600); err != nil {
				return err
			}
			for k, v := range map[string]string{
				"HOME": home, "USERPROFILE": home, "XDG_CONFIG_HOME": filepath.Join(home, ".config"),
				"GIT_CONFIG_NOSYSTEM": "1", "NOW": firstNow, "TZ": "UTC", "LC_ALL": "C.UTF-8",
				"EDITOR": "fakeedit", "VISUAL": "", "ONEONONE_EDITOR": "", "ONEONONE_DIR": filepath.Join(env.WorkDir, "notes"),
				"PAGER": "cat", "GIT_PAGER": "cat",
			} {
				env.Setenv(k, v)
			}
			env.Vars = append(env.Vars, light)
			env.Values[beginsWith{}] = env.Vars
			return nil
		},
	})
}
