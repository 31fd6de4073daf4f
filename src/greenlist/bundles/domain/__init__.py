"""The verbs: trust a key, receive a bundle, import it, have one made."""
