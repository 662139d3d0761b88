"""What takes longer than a page may: made behind the readers' backs or in a process of its own, and kept."""
