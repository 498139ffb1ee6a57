"""The command line: click lives here and nowhere else; each command is one file."""
