"""One module per page that is made from the code: `page()` gives its text."""
