"""Plain values: no database, no terminal, no screen."""
