"""What is looked at from time to time: reminders, dead links, proofs of ownership."""
