"""What an estimator says, in Swedish and English: the same words as a file's problems are told in."""

from samverkan.tables.text import Text, join, say

__all__ = ["Text", "join", "say"]
