"""What we know, and who told us: tables, sources, readers, the study. The only room that reads files or servers."""
