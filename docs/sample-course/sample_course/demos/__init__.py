"""One module a demo, named as its text file."""
