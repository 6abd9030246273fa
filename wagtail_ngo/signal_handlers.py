"""What happens when Wagtail publishes, unpublishes, moves or deletes our pages."""
