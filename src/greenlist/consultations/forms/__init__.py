"""Forms of consultation: of the city, of whoever answers."""
