"""Commands of Django that we do in our own way."""
