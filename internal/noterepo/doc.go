// Package noterepo knows which git repository keeps which note: the folder's own
// or one around it, that of private/, and those of single people. It maps paths
// of the folder to those of a repository and back, and writes no notes.
package noterepo
