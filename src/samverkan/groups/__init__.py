"""What only group violence intervention (GVI, Sluta skjut) needs: groups, their ties, incidents, focus and call-ins."""
