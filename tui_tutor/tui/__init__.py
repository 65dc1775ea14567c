"""The Textual app: screens and widgets. Nothing outside this folder imports textual."""
