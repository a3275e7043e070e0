"""What we know, and who told us: tables, sources, readers, the study folder. The only room that reads files or servers."""
