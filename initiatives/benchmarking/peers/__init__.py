"""The peers: other ways to serve the same page, each filled from the same facts and asked the same questions."""
