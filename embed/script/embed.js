// @ts-check
// The custom elements <palabre-thread> and <palabre-latest>, for pages of other sites.
//
//   <script type="module" src="https://forum.example/embed.js"></script>
//   <palabre-thread topic="12"></palabre-thread>
//
// This script handles the elements, their attributes and events, and the layout of the host page. Their content
// is drawn by the WebAssembly of src/embed, which is loaded once, when the first element comes near the window.
// docs/embedding.md is the manual.

import { Latest, Thread } from "./elements.js";
import { drawFrame, drawSignIn } from "./forum-pages.js";
import { FORUM, isForum } from "./forum.js";

if (!customElements.get("palabre-thread")) {
  customElements.define("palabre-thread", Thread);
  customElements.define("palabre-latest", Latest);
}

if (isForum && location.pathname === "/embed/frame") drawFrame();
if (isForum && location.pathname === "/embed/sign-in") drawSignIn();

export { FORUM as forum };
