"""The database: how the file is opened, what is in it, how it is read and written."""
