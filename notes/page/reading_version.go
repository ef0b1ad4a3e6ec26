package page

// ReadingVersion is raised with every change of what a note is read as, and of
// how a memory writes that down. What was remembered under another number is
// read anew. It says nothing about the format: notes stay as they are, and the
// program learns to read more of them.
const ReadingVersion = 11
