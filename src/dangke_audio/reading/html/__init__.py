"""HTML → blocks of text, for saved pages, electronic books and the tags in Markdown."""
