"""Answers that are kept: a change that moves one must say so."""
