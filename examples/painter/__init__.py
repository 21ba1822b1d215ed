"""The painters of the example pictures: light and noise, outlines, and one module for each kind of scene."""
