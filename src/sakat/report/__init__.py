"""A dataset, its scores and its errors as a folder of plain HTML: no script, no network, any web server or none."""
