"""Tables of products, energy, materials, pollutants and projects: headers, rows, figures and units."""
