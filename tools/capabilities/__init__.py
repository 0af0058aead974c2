"""What the program can do, row by row, each with the page and the test that prove it: one YAML file a letter.

Whoever builds a capability fills in its row. `dead` lists every link, page, command and test that is not there.
"""
