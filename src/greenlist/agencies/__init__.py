"""Evaluation agencies: filing with the province, engagements and their cap, the evaluation itself, trust."""
