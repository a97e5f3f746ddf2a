import assert from "node:assert/strict";
import test from "node:test";

import { ReservedHeight, storeHeight, storedHeight } from "../script/reserved-height.js";

const memoryStorage = () => {
  const items = new Map();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => items.set(key, value),
  };
};

const blockStorage = () =>
  Object.defineProperty(globalThis, "sessionStorage", {
    configurable: true,
    get() {
      throw new Error("blocked");
    },
  });

const useStorage = (value) => Object.defineProperty(globalThis, "sessionStorage", { configurable: true, value });

test("a height is stored in whole pixels", () => {
  useStorage(memoryStorage());
  storeHeight("a", 120.6);
  assert.equal(storedHeight("a"), 121);
  assert.equal(storedHeight("b"), 0);
});

test("blocked storage counts as empty", () => {
  blockStorage();
  storeHeight("a", 120);
  assert.equal(storedHeight("a"), 0);
});

test("a stored value that is not a number counts as missing", () => {
  useStorage(memoryStorage());
  sessionStorage.setItem("palabre:height:a", "tall");
  assert.equal(storedHeight("a"), 0);
});

test("the last height is reserved, else the initial one", () => {
  useStorage(memoryStorage());
  storeHeight("known", 300);
  const box = { style: {} };
  new ReservedHeight(box, {}, "known", 88);
  assert.equal(box.style.minBlockSize, "300px");
  new ReservedHeight(box, {}, "new", 88);
  assert.equal(box.style.minBlockSize, "88px");
});

test("a frozen box scrolls its content only while what follows is visible", () => {
  useStorage(memoryStorage());
  globalThis.window = { innerHeight: 800 };
  const added = (top) => {
    const box = { style: {}, getBoundingClientRect: () => ({ height: 500 }) };
    new ReservedHeight(box, { getBoundingClientRect: () => ({ top }) }, "late", 300).freeze();
    return box.style;
  };
  assert.deepEqual(added(600), { minBlockSize: "500px", maxBlockSize: "500px", overflowY: "auto" });
  assert.deepEqual(added(900), { minBlockSize: "300px" });
  assert.deepEqual(added(-10), { minBlockSize: "300px" });
});
