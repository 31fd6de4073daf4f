"""What leaves the house: letter, table, the papers of a unit's dossier. All of it is in Chinese."""
