"""What a developer runs to keep generated files true; not part of the program."""
