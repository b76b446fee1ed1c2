# Nothing is typed: every step is an attack, carried out in the lesson's browser.
