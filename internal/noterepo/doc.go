// Package noterepo knows which git repository keeps which note: the folder's own
// or one around it, that of private/, and those of single people. It turns paths
// of the folder into those of a repository and back, and writes no note.
package noterepo
