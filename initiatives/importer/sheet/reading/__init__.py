"""Reading a spreadsheet's file, in a process of its own with limits; nothing here knows the catalogue or Django."""
