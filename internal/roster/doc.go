// Package roster is whom you meet: people are added, listed, described at the top
// of their page, renamed and archived.
package roster
