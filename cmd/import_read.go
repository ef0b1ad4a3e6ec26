package cmd

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"oneonone/notes"
)

// maxImport bounds what is read into memory: ten years of weekly notes with
// pictures in them are a tenth of it.
const maxImport = 64 << 20

// readImportFiles reads a document, standard input, or the Markdown files of
// a folder.
func (s *session) readImportFiles(name string) ([]notes.ImportFile, error) {
	if name == "-" {
		src, err := io.ReadAll(io.LimitReader(s.env.Stdin, maxImport+1))
		if err != nil {
			return nil, fmt.Errorf("reading standard input: %w", err)
		}
		return []notes.ImportFile{{Name: "standard input", Src: src}}, checkImportSize("standard input", len(src))
	}
	path := name
	if !filepath.IsAbs(path) {
		path = filepath.Join(s.env.Dir, path)
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("reading the notes to import: %w", err)
	}
	if info.IsDir() {
		return readImportFolder(path, name)
	}
	if err := checkImportSize(name, int(info.Size())); err != nil {
		return nil, err
	}
	src, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the notes to import: %w", err)
	}
	return []notes.ImportFile{{Name: filepath.Base(path), Src: src}}, nil
}

func checkImportSize(name string, size int) error {
	if size <= maxImport {
		return nil
	}
	return hinted(fmt.Errorf("%s is larger than %d MB", name, maxImport>>20), "cut it in two and import one after the other")
}

// readImportFolder reads the Markdown files of a folder and its folders.
// Hidden ones (.obsidian, .trash) and links are not followed.
func readImportFolder(dir, name string) ([]notes.ImportFile, error) {
	if _, err := os.Stat(filepath.Join(dir, notes.SettingsFile)); err == nil {
		return nil, fmt.Errorf("%s is a notes folder itself: its notes need no import", name)
	}
	var files []notes.ImportFile
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
		ext := strings.ToLower(filepath.Ext(path))
		if !d.Type().IsRegular() || ext != ".md" && ext != ".markdown" {
			return nil
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		size += len(src)
		files = append(files, notes.ImportFile{Name: filepath.ToSlash(rel), Src: src})
		return checkImportSize(name, size)
	})
	if err != nil {
		return nil, fmt.Errorf("reading the notes to import: %w", err)
	}
	if len(files) == 0 {
		return nil, hinted(fmt.Errorf("there are no Markdown files in %s", name), "notes to import end in .md")
	}
	return files, nil
}
