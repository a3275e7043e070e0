"""What may be published of a study, made before anything is: no step after this one ever sees a hidden place."""
