// @ts-check
// The height that an element reserves in the host page before its content is loaded. It changes to the height of the
// content only while what follows the element is outside of the window, so that nothing visible moves.

const STORAGE_PREFIX = "palabre:height:";

/**
 * The height that an element had before, in pixels; 0 if none is stored.
 *
 * @param {string} key
 */
export const storedHeight = (key) => {
  try {
    return Number(sessionStorage.getItem(STORAGE_PREFIX + key)) || 0;
  } catch {
    // Storage may be blocked.
    return 0;
  }
};

/**
 * @param {string} key
 * @param {number} height  in pixels
 */
export const storeHeight = (key, height) => {
  try {
    sessionStorage.setItem(STORAGE_PREFIX + key, String(Math.round(height)));
  } catch {
    // Storage may be blocked or full: the next visit starts with the default height.
  }
};

export class ReservedHeight {
  #box;
  #end;
  #key;
  /** @type {ResizeObserver | undefined} */
  #resize;
  /** @type {IntersectionObserver | undefined} */
  #visibility;

  /**
   * Reserves a height.
   *
   * @param {HTMLElement} box    the block in the shadow root that contains everything
   * @param {HTMLElement} end    an empty element after the box
   * @param {string} key         the storage key of the last height
   * @param {number} initial     the height in pixels if none is stored
   */
  constructor(box, end, key, initial) {
    this.#box = box;
    this.#end = end;
    this.#key = key;
    box.style.minBlockSize = `${storedHeight(key) || initial}px`;
  }

  /**
   * Follows the height of the content from now on. Called once the content is loaded.
   *
   * @param {HTMLElement} content                    a block in the box
   * @param {(height: number) => void} onResize      receives the height of the content in pixels
   */
  follow(content, onResize) {
    this.#resize = new ResizeObserver(() => {
      const height = content.getBoundingClientRect().height;
      if (height === 0) return;
      storeHeight(this.#key, height);
      onResize(height);
    });
    this.#resize.observe(content);
    // Once the end of the element is below the window, the box gets the height of its content.
    const visibility = new IntersectionObserver(([entry]) => {
      if (!entry.rootBounds || entry.boundingClientRect.top < entry.rootBounds.bottom) return;
      for (const property of ["min-block-size", "max-block-size", "overflow-y"]) this.#box.style.removeProperty(property);
      visibility.disconnect();
    });
    this.#visibility = visibility;
    this.freeze();
  }

  /** Keeps the current height while what follows is visible. Called by `follow`, and before more content is added. */
  freeze() {
    const end = this.#end.getBoundingClientRect().top;
    if (end >= 0 && end < window.innerHeight) {
      // What follows is visible and must not move: content that does not fit scrolls inside the box.
      const height = `${this.#box.getBoundingClientRect().height}px`;
      Object.assign(this.#box.style, { minBlockSize: height, maxBlockSize: height, overflowY: "auto" });
    }
    this.#visibility?.observe(this.#end);
  }

  disconnect() {
    this.#resize?.disconnect();
    this.#visibility?.disconnect();
  }
}
