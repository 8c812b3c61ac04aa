"""Days at the station through its doors, without a browser."""
