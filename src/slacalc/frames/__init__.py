"""Columns and dataframes."""
