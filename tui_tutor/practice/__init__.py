"""Predictions and exercises: a learner's code is run apart from the program, and judged by values.

What keeps the learner's code apart is a guard against accidents, not a prison. Everywhere: a
process of its own in an empty folder, a scrubbed environment, limits of time, memory and output,
and an end with force when they are passed. On Linux besides, where the kernel has them: Landlock
(no reading outside Python and NumPy, no writing outside the folder) and seccomp (no sockets, no
other processes). On macOS and Windows these two are missing, and on Windows the limits of memory
and processor time too: code there can do what the learner could do by hand.
"""
