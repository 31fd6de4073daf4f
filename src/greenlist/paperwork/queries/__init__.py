"""What is read: templates, batches, holds."""
