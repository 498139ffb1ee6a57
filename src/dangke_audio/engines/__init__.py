"""Speech engines behind one contract; each is found through the entry-point group `dangke_audio.engines`."""
