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

  /** What was waited for is there: `content`, a block in the box. `onResize` hears how high it is. */
  settle(content, onResize) {
    const end = this.#sentinel.getBoundingClientRect().top;
    if (end >= 0 && end < window.innerHeight) {
      // Somebody sees what follows: it stays where it is, and what does not fit is scrolled to.
      this.#box.style.maxBlockSize = this.#box.style.minBlockSize;
      this.#box.style.overflowY = "auto";
    }
    const observe = () => {
      const height = content.getBoundingClientRect().height;
      if (height === 0) return;
      remember(this.#key, height);
      onResize(height);
    };
    this.#sizes = new ResizeObserver(observe);
    this.#sizes.observe(content);
    // The element becomes as high as what stands in it once its end is below the window: nothing that can be
    // seen moves then.
    this.#sight = new IntersectionObserver(([entry]) => {
      const below = entry.rootBounds ? entry.boundingClientRect.top >= entry.rootBounds.bottom : false;
      if (!below) return;
      for (const property of ["minBlockSize", "maxBlockSize", "overflowY"]) this.#box.style[property] = "";
      this.#sight.disconnect();
    });
    this.#sight.observe(this.#sentinel);
  }

  leave() {
    this.#sizes?.disconnect();
    this.#sight?.disconnect();
  }
}
