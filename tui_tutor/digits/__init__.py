"""Where digit images come from: IDX files, MNIST kept on this machine, or drawn by the program."""
