"""Utterances → clips in the store."""
