"""What ``prove_bundle.py`` proves, by the computer that a portable folder is for.

::

    computer   how the programs of a folder are run: here, emulated, under Wine; always without network
    everywhere what is proved of every folder that can be run
    desk       the desk of a folder in a browser
    here       the folder for this computer
    arm        the folder for linux-aarch64, emulated
    debian_arm Debian's Python for it
    wine       the folder for Windows, under Wine
"""
