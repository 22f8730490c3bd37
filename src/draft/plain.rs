//! plain.

use super::{Block, BlockKind, Draft, Format, FrontMatter};

pub fn read(source: &str) -> Draft {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let text = line.trim_end();
        let lead = text.len() - text.trim_start().len();
        if !text.trim().is_empty() {
            let mut block = Block::new(BlockKind::Paragraph, 0);
            block.push(&text[lead..], at + lead);
            blocks.push(block);
        }
        at += line.len();
    }
    Draft { format: Format::Plain, blocks, front: FrontMatter::default(), ignores: Vec::new() }
}
