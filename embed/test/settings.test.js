import assert from "node:assert/strict";
import test from "node:test";

import {
  forumAddress,
  latestHeight,
  latestSettings,
  threadSettings,
  tokenSubject,
  topicTitle,
} from "../script/settings.js";

const attributes = (values) => (name) => values[name] ?? null;
const page = { origin: "https://blog.example", address: "https://blog.example/bread", title: "Bread" };
const token = (claims) => `head.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.signature`;

test("a thread without a topic is that of the host page", () => {
  const settings = threadSettings(attributes({ forum: "atelier", page: "" }), "fr", page, "");
  assert.deepEqual(settings, {
    kind: "thread",
    forum: "atelier",
    posts: 0,
    lang: "fr",
    label: "",
    topic: 0,
    page: "https://blog.example/bread",
    title: "Bread",
    newest: false,
    host: "https://blog.example",
    token: "",
    subject: "",
  });
});

test("a page and a title that are named replace those of the host page", () => {
  const named = attributes({ page: "https://blog.example/other", "page-title": "Other", order: "newest" });
  const settings = threadSettings(named, "en", page, "");
  assert.equal(settings.page, "https://blog.example/other");
  assert.equal(settings.title, "Other");
  assert.equal(settings.newest, true);
});

test("a thread with a topic has no page", () => {
  const settings = threadSettings(attributes({ topic: "12", page: "https://blog.example/other" }), "en", page, "");
  assert.equal(settings.topic, 12);
  assert.equal(settings.page, "");
});

test("numbers that cannot be read count as missing", () => {
  const settings = threadSettings(attributes({ topic: "twelve", posts: "many" }), "en", page, "");
  assert.equal(settings.topic, 0);
  assert.equal(settings.posts, 0);
  assert.equal(settings.page, page.address);
});

test("a list has neither a page nor a token", () => {
  const settings = latestSettings(attributes({ forum: "atelier", posts: "3", label: "News" }), "fr");
  assert.deepEqual(settings, { kind: "latest", forum: "atelier", posts: 3, lang: "fr", label: "News" });
});

test("the subject of a token is read from its claims", () => {
  // ÿ and ? make the base64url characters - and _.
  assert.equal(tokenSubject(token({ sub: "member-17", name: "ÿ?ÿ?>>" })), "member-17");
  assert.equal(tokenSubject(token({ sub: 17 })), "17");
});

test("something that is not a token has no subject", () => {
  for (const text of ["", "a", "a.b", "a.!.c", `a.${Buffer.from("null").toString("base64url")}.c`]) {
    assert.equal(tokenSubject(text), "");
  }
});

test("a title is one line of at most 120 characters", () => {
  assert.equal(topicTitle("  A\n\ttitle  "), "A title");
  assert.equal([...topicTitle("🍞".repeat(130))].length, 120);
});

test("an element leads to its topic, else to its forum, else to the front page", () => {
  const origin = "https://forum.example";
  assert.equal(forumAddress(origin, attributes({ topic: "7", forum: "atelier" })), "https://forum.example/t/7");
  assert.equal(forumAddress(origin, attributes({ forum: "a/b" })), "https://forum.example/f/a%2Fb");
  assert.equal(forumAddress(origin, attributes({})), origin);
});

test("the height of a list follows its number of replies", () => {
  assert.equal(latestHeight(attributes({ posts: "2" })), 209);
  assert.equal(latestHeight(attributes({})), latestHeight(attributes({ posts: "5" })));
});
