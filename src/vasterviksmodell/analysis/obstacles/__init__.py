"""What stops sites or holds them back, and what would open them."""
