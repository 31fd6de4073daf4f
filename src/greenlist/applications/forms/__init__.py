"""The forms of an application: made from its sections, read back into statements."""
