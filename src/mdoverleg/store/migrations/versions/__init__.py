"""The migrations, one file each; a released one is never changed again."""
