"""The page editor: its forms, panels and widgets."""
