//! Conversations with the built program in the language server protocol.
//!
//! Each test is one conversation over its own server. What the desk answers is tested elsewhere; here it matters
//! that answers arrive, about the right text, in the right shape, whatever the client does.

mod client;

mod answers;
mod beside;
mod completion;
mod drafts;
mod faults;
mod register;
mod series;
mod settings;
mod sources;
mod speakers;
