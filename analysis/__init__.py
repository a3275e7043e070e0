"""Questions, answered. Pure: tables and a network in, a result out."""
