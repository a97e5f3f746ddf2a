import assert from "node:assert/strict";
import test from "node:test";

import { frameAttributes } from "../script/forum-pages.js";

const attributes = (query) => Object.fromEntries(frameAttributes(new URLSearchParams(query)));

test("the element in a frame has the attributes of the element that asked for it", () => {
  assert.deepEqual(attributes("forum=atelier&page=https://blog.example/&title=Bread&newest=true&theme=dark"), {
    forum: "atelier",
    page: "https://blog.example/",
    "page-title": "Bread",
    order: "newest",
    theme: "dark",
  });
});

test("the address of a frame sets no other attributes", () => {
  assert.deepEqual(attributes("onclick=alert(1)&isolate=iframe&token=t&topic="), {});
});
