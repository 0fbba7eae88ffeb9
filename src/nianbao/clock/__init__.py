"""The legal clock: working days, due dates, and what is to be said about them."""
