"""Markdown as Chinese authors write it: CommonMark with tables, strikethrough and footnotes, and without some traps."""
