"""What the pages of the municipality's loop are made of: the sorts of paper, their words and their parts."""
