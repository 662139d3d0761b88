"""What the server draws: numbers, places and ties as shapes for an SVG, in the same order for the same records."""
