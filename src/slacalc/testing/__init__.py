"""Tests of your own code."""
