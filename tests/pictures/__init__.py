"""Approved pictures: what reports of different shapes look like, looked at by people and held to by a test.

::

    shapes (tests.shapes) → outlines  what a file is made of, as lines of text: compared exactly
                          → pages     pictures, small and grey: compared with a tolerance
                            approved  both, as they were approved (scripts/approve_pictures.py)
"""
