"""What goes into a bundle and comes out of one: applications handed in, with receipts, evidence, law and journal."""
