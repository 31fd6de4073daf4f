"""What the offices keep of their work on applications."""
