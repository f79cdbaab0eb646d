"""What people type: the command line, a module a subject; matters.py hands each command its desk."""
