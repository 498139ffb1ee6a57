"""The local web page: a script read, proof-read, built and heard without a terminal."""
