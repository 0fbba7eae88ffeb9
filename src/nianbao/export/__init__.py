"""From an executed notebook to the forms people read: one file a form, in ``forms``."""
