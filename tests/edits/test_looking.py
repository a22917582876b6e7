"""What was only looked at, tried to be unlocked or done with the file: in the log, and nowhere else."""
