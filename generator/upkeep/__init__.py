"""Jobs that run from time to time: reminders, dead links, proof of ownership."""
