"""Every verb that changes the file: one function is one undo step, done through the write gate."""
