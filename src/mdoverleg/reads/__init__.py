"""Every question to the file: plain SQL in one read transaction, answered with frozen values."""
