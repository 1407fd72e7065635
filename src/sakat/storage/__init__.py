"""How a dataset is stored: JSON Lines, plain or compressed, and Parquet; one reader for all of them."""
