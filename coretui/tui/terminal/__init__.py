"""What lies under the app: drivers that stop and go on, the title, keys that nobody meant."""
