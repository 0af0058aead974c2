"""What the benchmarks share: the nation to measure in, servers, clients, a table."""
