"""The knobs of a demo on the screen: a widget a kind of knob, and the panel that holds them."""
