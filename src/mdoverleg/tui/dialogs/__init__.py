"""Small questions over a screen: one line, one choice, yes or no."""
