"""The hosts of repositories, GitHub, GitLab and Forgejo: their addresses and their APIs."""
