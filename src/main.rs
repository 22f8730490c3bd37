//! copydesk: picks a face.

fn main() {}
