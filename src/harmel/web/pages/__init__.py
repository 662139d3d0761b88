"""The pages: each state is a link, each works without a script."""
