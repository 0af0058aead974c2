"""An agency's own files in the picture: sent, looked at, taken in, sealed, read, published, removed."""
