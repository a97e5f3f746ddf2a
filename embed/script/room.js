// The room that an element takes in the page around: reserved before anything is there, and given back only
// where nobody sees what follows it move.

const STORE = "palabre:height:";

const remembered = (key) => {
  try {
    return Number(sessionStorage.getItem(STORE + key)) || 0;
  } catch {
    return 0;
  }
};

const remember = (key, height) => {
  try {
    sessionStorage.setItem(STORE + key, String(Math.round(height)));
  } catch {}
};

/** The room of `box`, the block in the shadow root that everything stands in. */
export class Room {
  #box;
  #key;
  #sentinel;
  #sizes;
  #sight;

  /** `key`: under what its height is remembered; `usual`: the height in pixels where none is. */
  constructor(box, sentinel, key, usual) {
    this.#box = box;
    this.#key = key;
    this.#sentinel = sentinel;
    box.style.minBlockSize = `${remembered(key) || usual}px`;
  }

  /** What was waited for is there. */
  settle(content, onResize) {
    const observe = () => {
      const height = content.getBoundingClientRect().height;
      if (height === 0) return;
      remember(this.#key, height);
      onResize(height);
    };
    this.#sizes = new ResizeObserver(observe);
    this.#sizes.observe(content);
    // What is left over is given back once the end of the element is below the window: nothing that can be
    // seen moves then.
    this.#sight = new IntersectionObserver(([entry]) => {
      const below = entry.rootBounds ? entry.boundingClientRect.top >= entry.rootBounds.bottom : false;
      if (!below) return;
      this.#box.style.minBlockSize = "";
      this.#sight.disconnect();
    });
    this.#sight.observe(this.#sentinel);
  }

  leave() {
    this.#sizes?.disconnect();
    this.#sight?.disconnect();
  }
}
