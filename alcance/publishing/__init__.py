"""Publishing: the report a person signs, and the process that makes the bundle and sees nothing but the public view."""
