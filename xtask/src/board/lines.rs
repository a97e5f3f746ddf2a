//! The output lines of a running command, without terminal control sequences.

use std::io::Read;
use std::sync::mpsc;

pub(super) enum Line {
    /// Ended by a line feed: output.
    Output(String),
    /// Ended by a carriage return: a progress bar, which is shown but not logged.
    Progress(String),
}

impl Line {
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Output(text) | Self::Progress(text) => text,
        }
    }
}

pub(super) fn read_lines(mut from: impl Read, to: &mpsc::Sender<Line>) {
    let mut line = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let count = match from.read(&mut chunk) {
            Ok(0) | Err(_) => break,
            Ok(count) => count,
        };
        for &byte in &chunk[..count] {
            if byte != b'\n' && byte != b'\r' {
                line.push(byte);
                continue;
            }
            let text = plain_text(&line);
            line.clear();
            let sent = to.send(if byte == b'\n' {
                Line::Output(text)
            } else {
                Line::Progress(text)
            });
            if sent.is_err() {
                return;
            }
        }
    }
    if !line.is_empty() {
        // The receiver may have been dropped when the command ended.
        let _ = to.send(Line::Output(plain_text(&line)));
    }
}

/// The line without terminal control sequences (`ESC [ ... letter`, and rustfmt's `ESC ( B`).
fn plain_text(line: &[u8]) -> String {
    let text = String::from_utf8_lossy(line).replace("\x1b(B", "");
    let mut pieces = text.split("\x1b[");
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let rest = piece.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
        plain.push_str(rest.get(1..).unwrap_or_default());
    }
    plain
}

/// `    Building [==>   ] 12/315: syn, quote` becomes `12/315: syn, quote`.
pub(super) fn cargo_progress(line: &str) -> &str {
    match line.split_once("] ") {
        Some((bar, rest)) if bar.trim_start().starts_with("Building [") => rest,
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_sequences_are_removed() {
        assert_eq!(
            plain_text(b"\x1b[1m\x1b[32mok\x1b[0m, fine\x1b[K"),
            "ok, fine"
        );
    }

    #[test]
    fn progress_bar_is_reduced_to_its_numbers() {
        let bar = "    Building [====>    ] 12/315: syn";
        assert_eq!(cargo_progress(bar), "12/315: syn");
        assert_eq!(cargo_progress("error[E0425]: no"), "error[E0425]: no");
    }

    #[test]
    fn progress_bars_are_not_output() {
        let (sender, lines) = mpsc::channel();
        read_lines(&b"one\rtwo\nthree"[..], &sender);
        drop(sender);
        let output: Vec<String> = lines
            .iter()
            .filter_map(|line| match line {
                Line::Output(text) => Some(text),
                Line::Progress(_) => None,
            })
            .collect();
        assert_eq!(output, ["two", "three"]);
    }
}
