"""Problems in each output format: text, GitHub annotations, JSON and SARIF."""
