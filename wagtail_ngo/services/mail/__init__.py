"""All mail of the package: kinds of messages, the outbox they wait in, the message that leaves."""
