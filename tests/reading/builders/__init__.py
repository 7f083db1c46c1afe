"""Code that builds the sample files of the reading tests: every word of them is our own."""
