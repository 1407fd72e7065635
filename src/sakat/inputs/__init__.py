"""Where articles come from: files, folders and streams of every kind, read one article at a time."""
