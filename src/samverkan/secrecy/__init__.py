"""The wall: agencies, sealed entries, legal grounds, disclosures."""
