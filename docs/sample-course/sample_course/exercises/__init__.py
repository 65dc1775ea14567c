"""One module an exercise, named as the function that it asks for."""
