"""Why a table cannot be read."""


class TableError(Exception):
    """Why a file cannot be read. ``code`` names the reason, ``params`` fill the message."""

    def __init__(self, code: str, **params: object):
        super().__init__(code)
        self.code, self.params = code, params
