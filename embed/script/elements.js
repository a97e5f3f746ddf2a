// @ts-check
// The custom elements: attributes, events, and a shadow root that the WebAssembly draws into.

import { blockedBy, load } from "./engine.js";
import { FORUM, isForum } from "./forum.js";
import { ReservedHeight } from "./reserved-height.js";
import { forumAddress, latestHeight, latestSettings, threadSettings, topicTitle } from "./settings.js";
import { signIn } from "./sign-in.js";
import { language, messages } from "./messages.js";

/** The styles that apply before the style sheet is loaded. `all: initial` resets styles inherited from the host page. */
const INITIAL_SHEET = new CSSStyleSheet();
INITIAL_SHEET.replaceSync(`
  /* Next to a float of the host page, or below it if there is not enough space. */
  :host { display: flow-root; min-inline-size: min(100%, 18em); }
  :host([hidden]) { display: none; }
  .box { all: initial; display: block; }
  .box > iframe { display: block; inline-size: 100%; border: 0; color-scheme: normal; }
  .plain { margin: 0; padding-block: 1em; font: inherit; }
`);

/** Elements are drawn when they are at most this far outside of the window. */
const DRAW_DISTANCE = "600px";

/** @typedef {import("./settings.js").Attributes} Attributes */

/**
 * The differences between the two elements.
 *
 * @typedef {object} Kind
 * @property {"thread" | "latest"} name
 * @property {(element: HTMLElement, attributes: Attributes, token: string) => Record<string, unknown>} settings
 * @property {(attributes: Attributes) => number} height  to reserve, in pixels
 */

/**
 * The content of an element while it is shown.
 *
 * @typedef {object} Content
 * @property {boolean} isReady
 * @property {HTMLElement} [container]
 * @property {() => void} remove
 */

export class ForumElement extends HTMLElement {
  /** @type {string[]} */
  static observedAttributes = [];

  /** Draws elements once they are within DRAW_DISTANCE of the window. */
  static #drawObserver = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (isIntersecting && target instanceof ForumElement) target.#draw();
      }
    },
    { rootMargin: DRAW_DISTANCE },
  );

  #kind;
  #root = this.attachShadow({ mode: "open" });
  #box = document.createElement("div");
  /** @type {Content | undefined} */
  #content;
  /** @type {ReservedHeight | undefined} */
  #height;
  /** @type {string | undefined} */
  #token;
  /** @type {Attributes} */
  #attributes = (name) => this.getAttribute(name);

  /** @param {Kind} kind */
  constructor(kind) {
    super();
    this.#kind = kind;
    this.#root.adoptedStyleSheets = [INITIAL_SHEET];
  }

  connectedCallback() {
    // A property that was set before the element was defined hides the accessor of the same name.
    const { observedAttributes } = /** @type {typeof ForumElement} */ (this.constructor);
    const properties = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (this));
    for (const name of [...observedAttributes, "token"]) {
      if (Object.hasOwn(this, name)) {
        const value = properties[name];
        delete properties[name];
        properties[name] = value;
      }
    }
    this.#start();
  }

  disconnectedCallback() {
    this.#stop();
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} now
   */
  attributeChangedCallback(name, before, now) {
    if (before === now || !this.isConnected || !this.#height) return;
    const container = this.#content?.container;
    const section = container?.querySelector("section");
    if (name === "theme" && container) this.#applyTheme(container);
    else if (name === "label" && section) section.ariaLabel = now;
    else this.#restart();
  }

  /** The token, signed by the host's server, for the account that is signed in there. Not an attribute. */
  get token() {
    return this.#token ?? null;
  }
  set token(value) {
    this.#token = value ?? undefined;
    if (this.#height) this.#restart();
  }

  /** Whether the element shows its content, or an error from the forum. */
  get isReady() {
    return this.#content?.isReady ?? false;
  }

  /** The page of the forum that shows the same content. The npm package reads the forum's origin from it. */
  address() {
    return forumAddress(FORUM, this.#attributes);
  }

  #settings() {
    return this.#kind.settings(this, this.#attributes, this.#token ?? "");
  }

  get #isFramed() {
    return this.getAttribute("isolate") === "iframe" && !isForum;
  }

  #restart() {
    this.#stop();
    this.#start();
  }

  #start() {
    this.#box = document.createElement("div");
    this.#box.className = "box";
    const end = document.createElement("span");
    this.#root.replaceChildren(this.#box, end);
    const { kind, forum, topic, page } = this.#settings();
    const key = `${FORUM}/?${[kind, forum, topic, page].join("&")}`;
    this.#height = new ReservedHeight(this.#box, end, key, this.#kind.height(this.#attributes));
    // The content security policy of this page does not apply inside a frame.
    const reason = this.#isFramed ? undefined : blockedBy();
    if (reason) {
      this.#showLink();
      this.#dispatch("error", { reason });
      return;
    }
    this.#box.setAttribute("aria-busy", "true");
    ForumElement.#drawObserver.observe(this);
  }

  #stop() {
    ForumElement.#drawObserver.unobserve(this);
    this.#content?.remove();
    this.#content = undefined;
    this.#height?.disconnect();
    this.#height = undefined;
  }

  async #draw() {
    ForumElement.#drawObserver.unobserve(this);
    const height = this.#height;
    if (!height || this.#content) return;
    if (this.#isFramed) {
      this.#showFrame(height);
      return;
    }
    const loading = { isReady: false, remove() {} };
    this.#content = loading;
    try {
      const engine = await load();
      // Meanwhile the element may have been removed or restarted.
      if (this.#content === loading) this.#mount(engine, height);
    } catch (cause) {
      if (this.#content !== loading) return;
      this.#content = undefined;
      this.#showFailure();
      this.#dispatch("error", { reason: "load", message: String(cause) });
    }
  }

  /**
   * @param {import("./engine.js").Engine} engine
   * @param {ReservedHeight} height
   */
  #mount({ module, sheet, symbols }, height) {
    this.#root.adoptedStyleSheets = [INITIAL_SHEET, sheet];
    const container = document.createElement("div");
    container.className = "embed";
    container.setAttribute("part", "embed");
    this.#applyTheme(container);
    if (symbols.length > 0) {
      const sprite = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      sprite.setAttribute("aria-hidden", "true");
      sprite.setAttribute("class", "sprite");
      sprite.append(...symbols.map((symbol) => document.importNode(symbol, true)));
      container.append(sprite);
    }
    const box = this.#box;
    box.replaceChildren(container);
    /** @type {Content} */
    const content = { isReady: false, container, remove() {} };
    this.#content = content;
    const mounted = module.mount(container, JSON.stringify(this.#settings()), (event, json) => {
      if (this.#content !== content) return;
      if (!content.isReady && (event === "ready" || event === "error")) {
        content.isReady = true;
        box.removeAttribute("aria-busy");
        height.follow(container, (pixels) => this.#dispatch("resize", { height: pixels }));
      }
      if (event === "grows") {
        // On a page of the forum, nothing follows the element; a frame is resized to its content.
        if (!isForum) height.freeze();
        return;
      }
      const detail = JSON.parse(json);
      if (event === "sign-in") signIn(this);
      else if (event === "error") this.#dispatch("error", { reason: "forum", message: detail });
      else this.#dispatch(event, detail);
    });
    content.remove = () => {
      module.unmount(mounted);
      container.remove();
    };
  }

  /** @param {HTMLElement} container */
  #applyTheme(container) {
    const theme = this.getAttribute("theme");
    if (theme === "light" || theme === "dark") container.dataset.theme = theme;
    else delete container.dataset.theme;
  }

  /** @param {ReservedHeight} height */
  #showFrame(height) {
    const box = this.#box;
    const frame = document.createElement("iframe");
    // Tokens from the host's server are not used in a frame: there, readers sign in to the forum itself.
    const { token, subject, ...settings } = this.#settings();
    const query = new URLSearchParams();
    const others = { element: this.localName, theme: this.getAttribute("theme"), host: location.origin };
    for (const [name, value] of Object.entries({ ...settings, ...others })) if (value) query.set(name, String(value));
    frame.src = `${FORUM}/embed/frame?${query}`;
    frame.title = this.getAttribute("label") ?? messages(this).replies;
    frame.style.blockSize = box.style.minBlockSize;
    frame.setAttribute("part", "frame");
    const listening = new AbortController();
    let isSized = false;
    window.addEventListener(
      "message",
      ({ origin, source, data }) => {
        // Reject messages of the same form from other windows or frames, which could forge events.
        if (origin !== FORUM || source !== frame.contentWindow || typeof data?.palabre !== "string") return;
        const { palabre: event, more: detail } = data;
        if (event === "resize" && Number.isFinite(detail?.height)) {
          frame.style.blockSize = `${Math.ceil(detail.height)}px`;
          if (!isSized) {
            isSized = true;
            box.removeAttribute("aria-busy");
            height.follow(frame, () => {});
          }
        }
        if (["ready", "reply", "error", "resize"].includes(event)) this.#dispatch(event, detail);
      },
      { signal: listening.signal },
    );
    box.replaceChildren(frame);
    this.#content = {
      isReady: false,
      remove() {
        listening.abort();
        frame.remove();
      },
    };
  }

  /**
   * @param {string} name
   * @param {unknown} [detail]
   */
  #dispatch(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail: detail ?? null }));
  }

  #showLink() {
    const link = document.createElement("a");
    link.href = this.address();
    link.textContent = messages(this)[this.#kind.name];
    const line = document.createElement("p");
    line.className = "plain";
    line.append(link);
    // Without this class, which sets `all: initial`, the link has the font and the colours of the host page.
    this.#box.classList.remove("box");
    this.#box.style.minBlockSize = "";
    this.#box.replaceChildren(line);
  }

  #showFailure() {
    const message = document.createElement("p");
    message.setAttribute("role", "alert");
    message.textContent = `${messages(this).failed} `;
    const retry = document.createElement("button");
    retry.type = "button";
    retry.textContent = messages(this).retry;
    retry.onclick = () => this.#draw();
    message.append(retry);
    this.#box.removeAttribute("aria-busy");
    this.#box.replaceChildren(message);
  }
}

/**
 * Defines a property for each attribute. Setting it to `null`, `undefined` or `false` removes the attribute.
 *
 * @param {typeof Thread | typeof Latest} type
 */
const reflectAttributes = (type) => {
  for (const name of type.observedAttributes) {
    // Every HTML element already has the property `lang`.
    if (name === "lang") continue;
    Object.defineProperty(type.prototype, name, {
      configurable: true,
      enumerable: true,
      /** @this {HTMLElement} */
      get() {
        return this.getAttribute(name);
      },
      /** @this {HTMLElement} @param {unknown} value */
      set(value) {
        if (value === null || value === undefined || value === false) this.removeAttribute(name);
        else this.setAttribute(name, value === true ? "" : String(value));
      },
    });
  }
};

/** @returns {import("./settings.js").Page} */
const hostPage = () => {
  const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"));
  const address = new URL(canonical?.href || location.origin + location.pathname);
  address.hash = "";
  const meta = /** @type {HTMLMetaElement | null} */ (document.querySelector("meta[property='og:title']"));
  const title = topicTitle(meta?.content || document.title || location.pathname);
  return { origin: location.origin, address: address.href, title };
};

/** A thread and a form to reply. */
export class Thread extends ForumElement {
  static observedAttributes = ["forum", "topic", "page", "theme", "lang", "posts", "order", "isolate", "label"];

  constructor() {
    super({
      name: "thread",
      settings: (element, attributes, token) => threadSettings(attributes, language(element), hostPage(), token),
      height: () => window.innerHeight,
    });
  }
}

/** The latest replies of a forum. */
export class Latest extends ForumElement {
  static observedAttributes = ["forum", "theme", "lang", "posts", "isolate", "label"];

  constructor() {
    super({
      name: "latest",
      settings: (element, attributes) => latestSettings(attributes, language(element)),
      height: latestHeight,
    });
  }
}

reflectAttributes(Thread);
reflectAttributes(Latest);
