"""Snapshots into files for people and other programs: one file per format, none of which knows the database."""
