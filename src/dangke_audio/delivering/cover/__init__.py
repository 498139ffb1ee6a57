"""The cover: a drawn picture with title, speaker and date, or the user's own. Pillow lives here and nowhere else."""
