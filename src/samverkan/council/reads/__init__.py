"""What pages and papers ask about the loop."""
