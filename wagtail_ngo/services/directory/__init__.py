"""The directory of organizations at work: what is done with its models."""
