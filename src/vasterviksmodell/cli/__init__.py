"""Arguments in, exit code out. Only this room prints, opens outputs and exits."""
