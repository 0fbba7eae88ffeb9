"""The forms of output. Each module here is one form: it defines ``FORM`` (see ``export.base``)."""
