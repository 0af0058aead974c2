"""One report, told once in blocks and set three ways: page, PDF, Word."""
