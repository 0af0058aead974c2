"""What every method needs: programmes, case files, meetings, tasks."""
