"""REST, version 1: the same operations as the pages, the same JSON as the command line."""
