"""One file a subject. Each view is a `@page`; none holds a rule or arithmetic."""
