"""The pages of the room `groups/`: one file a page, and what they have in common in room.py."""
