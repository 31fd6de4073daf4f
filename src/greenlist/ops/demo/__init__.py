"""The demo: made-up people and units on a real round. `cast` says who, `seeding` puts them in, `folder` keeps them.

Nothing here is imported by a site in use; its settings refuse to start with the demo on.
"""
