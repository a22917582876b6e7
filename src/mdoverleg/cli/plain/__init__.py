"""The table in lines, for screen readers, braille, terminals that cannot draw, and scripts."""
