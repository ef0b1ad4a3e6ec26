package intake

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/rootfs"
	"oneonone/notes/importer"
	"oneonone/notes/page"
)

// maxSize bounds what is read into memory: ten years of weekly notes with
// pictures in them are a tenth of it.
const maxSize = 64 << 20

// Source is what an import reads.
type Source struct {
	name   string
	files  []importer.ImportFile
	folder bool
	others []string // a folder's files whose names are not those of notes
}

// Find checks that there is something to read, before a pipe or a folder is read.
func Find(s *cli.Session, name string) error {
	if name == "-" {
		return nil
	}
	_, _, err := find(s, name)
	return err
}

func find(s *cli.Session, name string) (path string, info fs.FileInfo, err error) {
	path = name
	if !filepath.IsAbs(path) {
		path = filepath.Join(s.Env.Dir, path)
	}
	info, err = os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil, cli.Hinted(fmt.Errorf("no file or folder %s", name), "oneonone import - reads a document from a pipe")
	}
	if err != nil {
		return "", nil, fmt.Errorf("reading the notes to import: %w", err)
	}
	return path, info, nil
}

// Read reads a document, standard input, or the notes of a folder.
func Read(s *cli.Session, name string) (*Source, error) {
	if name == "-" {
		src, err := io.ReadAll(io.LimitReader(s.Env.Stdin, maxSize+1))
		if err != nil {
			return nil, fmt.Errorf("reading standard input: %w", err)
		}
		return oneFile(name, "standard input", src), checkSize("standard input", len(src))
	}
	path, info, err := find(s, name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return readFolder(path, name)
	}
	if err := checkSize(name, int(info.Size())); err != nil {
		return nil, err
	}
	in, err := os.Open(path) // it may be a pipe that a shell made
	if err != nil {
		return nil, fmt.Errorf("reading the notes to import: %w", err)
	}
	defer in.Close()
	src, err := io.ReadAll(io.LimitReader(in, maxSize+1))
	if err != nil {
		return nil, fmt.Errorf("reading the notes to import: %w", err)
	}
	return oneFile(name, filepath.Base(path), src), checkSize(name, len(src))
}

func oneFile(name, shown string, src []byte) *Source {
	return &Source{name: name, files: []importer.ImportFile{{Name: shown, Src: src}}}
}

func checkSize(name string, size int) error {
	if size <= maxSize {
		return nil
	}
	return cli.Hinted(fmt.Errorf("%s is larger than %d MB", name, maxSize>>20), "cut it in two and import one after the other")
}

// readFolder reads the notes in a folder and its subfolders. Hidden ones
// (.obsidian, .trash) and links are skipped.
func readFolder(dir, name string) (*Source, error) {
	if _, err := os.Stat(filepath.Join(dir, page.SettingsFile)); err == nil {
		return nil, fmt.Errorf("%s is itself a notes folder: its notes need no import", name)
	}
	from := &Source{name: name, folder: true}
	size := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if path != dir && strings.HasPrefix(d.Name(), ".") {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if !d.Type().IsRegular() {
			return nil
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		if !importer.ImportsName(d.Name()) {
			from.others = append(from.others, filepath.ToSlash(rel))
			return nil
		}
		if info, err := d.Info(); err == nil {
			if err := checkSize(name, int(info.Size())); err != nil {
				return err
			}
		}
		src, err := rootfs.ReadPath(path)
		if err != nil {
			return err
		}
		size += len(src)
		from.files = append(from.files, importer.ImportFile{Name: filepath.ToSlash(rel), Src: src})
		return checkSize(name, size)
	})
	if err != nil {
		return nil, fmt.Errorf("reading the notes to import: %w", err)
	}
	if len(from.files) == 0 {
		return nil, cli.Hinted(fmt.Errorf("no notes in %s", name), "notes to import end in .md, .markdown, .txt, .org or .html, or have no extension")
	}
	return from, nil
}
