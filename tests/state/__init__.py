"""What is left behind between calls: threads, processes, environments, caches and memory."""
