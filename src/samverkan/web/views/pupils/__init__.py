"""Pages that only a school-social team needs: the team, the absence file, one pupil's attendance, grades and voice."""
