"""Measures how fast the program is and what it costs, as ratios to a bare app or to Python itself."""
