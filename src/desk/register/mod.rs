//! x

pub mod sheet;
