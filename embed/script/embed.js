// The custom elements <palabre-thread> and <palabre-latest>: what a page of another site loads.
//
//   <script type="module" src="https://forum.example/embed.js"></script>
//   <palabre-thread topic="12"></palabre-thread>
//
// This file sees to the elements, their attributes and what the page around has to do; what stands in them
// is drawn by the WebAssembly of src/embed, which is loaded once for all of them, when the first comes near
// the window. docs/embedding.md says all of it to those who use it.

import { Thread, Latest } from "./elements.js";
import { asFrame, asWindow } from "./forum-page.js";
import { FORUM, isForum } from "./forum.js";

if (!customElements.get("palabre-thread")) {
  customElements.define("palabre-thread", Thread);
  customElements.define("palabre-latest", Latest);
}

if (isForum && location.pathname === "/embed/frame") asFrame();
if (isForum && location.pathname === "/embed/sign-in") asWindow();

export { FORUM as forum };
