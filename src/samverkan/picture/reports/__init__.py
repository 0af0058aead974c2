"""An agency's own counts: weekly place reports (EST) and figures of any kind. Pure: no Django."""
