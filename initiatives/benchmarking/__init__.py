"""What `manage.py benchmark` is made of: the real server and its peers, asked the same questions of the same data."""
