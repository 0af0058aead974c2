"""The peers: programs that analysts use today, in an environment of their own, asked in processes of their own.

`requirements.lock` comes from `make peers-lock`; the environment is made where it is first wanted, in build/peers.
"""
