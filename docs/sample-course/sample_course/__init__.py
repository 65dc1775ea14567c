"""A sample course for tutor: two lessons on smoothing a noisy line."""
