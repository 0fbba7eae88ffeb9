"""The drafting desk (编报台): widgets over ``nianbao.editor``, in JupyterLab and, without code, in Voilà.

::

    workspace   the report that is open, its latest round, and who wants to know of a change
    component   what all widgets share: state for the browser, questions from it, errors in Chinese
    face/       the browser's side, one file a widget; scripts/build_face.py bundles it into static/

One file a widget, named as its half in ``face``. The widgets know the workspace, never each other: what a
click in one means for another goes through ``Workspace.go_to``. The parameter file stays the truth.
"""
