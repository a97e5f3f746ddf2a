//! The selected passage of a post, converted back to markup.

use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

/// The passage selected in the post whose element has this `id`, as markup. `None`: nothing is selected, or the
/// selection extends beyond this post.
pub fn in_post(id: &str) -> Option<String> {
    let window = web_sys::window()?;
    let range = window.get_selection().ok()??.get_range_at(0).ok()?;
    let within: Node = range.common_ancestor_container().ok()?;
    let element = match within.dyn_ref::<Element>() {
        Some(element) => element.clone(),
        None => within.parent_element()?,
    };
    let prose = element.closest(".prose").ok()??;
    // The topic review shows the same posts, with `data-post` in place of the `id`.
    let post = prose.closest(&format!("#{id}, [data-post={id}]")).ok()?;
    post?;
    if range.collapsed() {
        return None;
    }
    let mut passage = String::new();
    write(&range.clone_contents().ok()?.into(), &mut passage);
    let passage = passage.trim();
    (!passage.is_empty()).then(|| passage.to_owned())
}

/// Appends the content of a node to `out` as markup. Elements that do not come from markup are reduced to their text.
fn write(node: &Node, out: &mut String) {
    let Some(element) = node.dyn_ref::<Element>() else {
        if node.node_type() == Node::TEXT_NODE {
            out.push_str(&node.text_content().unwrap_or_default());
        } else {
            inner(node, out);
        }
        return;
    };
    let attribute = |name| element.get_attribute(name).unwrap_or_default();
    match element.tag_name().as_str() {
        "STRONG" => wrapped(node, "b", "b", out),
        "EM" => wrapped(node, "i", "i", out),
        "U" => wrapped(node, "u", "u", out),
        "S" => wrapped(node, "s", "s", out),
        "PRE" => wrapped(node, "code", "code", out),
        "BLOCKQUOTE" => wrapped(node, &attribute("data-quote"), "quote", out),
        "LI" => {
            out.push_str("\n[*]");
            inner(node, out);
        }
        "UL" | "OL" => wrapped(node, "list", "list", out),
        "A" => wrapped(node, &format!("url={}", attribute("href")), "url", out),
        // A smiley's title is its code.
        "svg" => out.push_str(&node.text_content().unwrap_or_default()),
        "IMG" if element.class_name() == "custom-smiley" => out.push_str(&attribute("title")),
        "IMG" => out.push_str(&format!("[img]{}[/img]", attribute("src"))),
        "BR" => out.push('\n'),
        "P" if element.class_name() == "quote__source" => {}
        "P" | "DIV" => {
            inner(node, out);
            out.push_str("\n\n");
        }
        _ => inner(node, out),
    }
}

fn wrapped(node: &Node, open: &str, close: &str, out: &mut String) {
    let start = out.len();
    inner(node, out);
    let text = out.split_off(start);
    if !text.trim().is_empty() {
        out.push_str(&format!("[{open}]{}[/{close}]", text.trim_end()));
    }
}

fn inner(node: &Node, out: &mut String) {
    let mut child = node.first_child();
    while let Some(node) = child {
        write(&node, out);
        child = node.next_sibling();
    }
}
