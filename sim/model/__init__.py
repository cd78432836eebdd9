"""What happens: stories told from a plan, and the engine that performs them."""
