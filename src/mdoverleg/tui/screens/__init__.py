"""Whole screens: the table, and what lies beside it."""
