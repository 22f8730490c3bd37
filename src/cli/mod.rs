//! Room 7, a face: the terminal.
