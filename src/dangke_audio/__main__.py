"""`python -m dangke_audio` is the same as the `dangke-audio` command."""

from dangke_audio.cli.main import run

if __name__ == "__main__":
    run()
