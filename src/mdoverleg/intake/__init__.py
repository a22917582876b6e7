"""What people hand in, read and checked whole before anything is written."""
