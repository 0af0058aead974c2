"""The columnar store: Parquet files beside the database, written whole or not at all, every version kept. No Django."""
