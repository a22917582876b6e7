"""Widgets that draw their own lines: one widget per list, never one per row."""
