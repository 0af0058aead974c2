"""HTML: holds no rule and no arithmetic."""
