"""Predictions and exercises: a learner's code is run apart from the program, and judged by values.

What keeps the learner's code apart is a guard against accidents, not a prison. Everywhere: a
process of its own in an empty folder, a scrubbed environment, limits of time and output, and an
end with force when they are passed. On Linux besides: limits of memory and processor time, an end
when the program ends, and where the kernel has them Landlock (no reading outside Python and NumPy,
no writing outside the folder) and seccomp (no sockets, no other processes). macOS has the limit of
processor time, and takes no notice of the one of memory. Windows has neither, and answers come by
a file there instead of a pipe. On both, and on a Linux without Landlock and seccomp, code can do
what the learner could do by hand, and a program that it starts in a session of its own may outlive
it (on Linux such are sought and ended). The tests of all this run on Linux.
"""
