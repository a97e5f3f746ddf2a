// The elements: attributes in, events out, and a shadow root in between.

import { load, obstacle } from "./engine.js";
import { FORUM, isForum } from "./forum.js";
import { Room } from "./room.js";
import { signIn } from "./sign-in.js";
import { language, words } from "./words.js";

// What holds before the style sheet is there. `all: initial` keeps out what the page around hands down.
const SHELL = new CSSStyleSheet();
SHELL.replaceSync(`
  /* Beside what floats in the page around, or below it where too little room is left. */
  :host { display: flow-root; min-inline-size: min(100%, 18em); }
  :host([hidden]) { display: none; }
  .box { all: initial; display: block; }
  .box > iframe { display: block; inline-size: 100%; border: 0; color-scheme: normal; }
  .wait { block-size: 100%; }
  .plain { margin: 0; padding-block: 1em; font: inherit; }
`);

/** Elements that come near the window are drawn; the margin is how near. */
const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) target.draw();
  },
  { rootMargin: "600px" },
);

class Palabre extends HTMLElement {
  #root = this.attachShadow({ mode: "open" });
  #drawn;
  #room;
  #token;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [SHELL];
  }

  connectedCallback() {
    // Set before the element was defined, a property hides the accessor of the same name.
    for (const name of [...this.constructor.observedAttributes, "token"]) {
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    this.#begin();
  }

  disconnectedCallback() {
    this.#end();
  }

  attributeChangedCallback(name, before, now) {
    if (before === now || !this.isConnected || !this.#room) return;
    if (name === "theme" && this.#drawn?.frame) this.#paint(this.#drawn.frame);
    else if (name === "label" && this.#drawn?.section) this.#drawn.section().ariaLabel = now;
    else {
      this.#end();
      this.#begin();
    }
  }

  /** The word of the host's own server on who is signed in: a signed token. */
  get token() {
    return this.#token ?? null;
  }
  set token(value) {
    this.#token = value ?? undefined;
    if (this.#room) {
      this.#end();
      this.#begin();
    }
  }

  #begin() {
    const box = document.createElement("div");
    box.className = "box";
    const sentinel = document.createElement("span");
    this.#root.replaceChildren(box, sentinel);
    this.#room = new Room(box, sentinel, `${FORUM}/${this.localName}?${this.query()}`, this.reserve());
    // A frame asks nothing of this page's policy but to be let in.
    const why = this.isFramed ? undefined : obstacle();
    if (why) {
      this.#plain(box);
      this.tell("error", { reason: why });
      return;
    }
    box.setAttribute("aria-busy", "true");
    near.observe(this);
  }

  #end() {
    near.unobserve(this);
    this.#drawn?.leave();
    this.#drawn = undefined;
    this.#room?.leave();
    this.#room = undefined;
  }

  /** Draws what the attributes ask for. Called once the element is near the window. */
  async draw() {
    near.unobserve(this);
    const room = this.#room;
    if (!room || this.#drawn) return;
    const box = this.#root.querySelector(".box");
    if (this.isFramed) {
      this.#frame(box, room);
      return;
    }
    const drawing = { leave() {} };
    this.#drawn = drawing;
    try {
      const engine = await load();
      // Taken out of the page meanwhile, or set up anew.
      if (this.#drawn !== drawing) return;
      this.#mount(engine, box, room);
    } catch (cause) {
      if (this.#drawn !== drawing) return;
      this.#drawn = undefined;
      this.#failed(box);
      this.tell("error", { reason: "load", message: String(cause) });
    }
  }

  #mount({ module, sheet, symbols }, box, room) {
    this.#root.adoptedStyleSheets = [SHELL, sheet];
    const frame = document.createElement("div");
    frame.className = "embed";
    frame.setAttribute("part", "embed");
    this.#paint(frame);
    if (symbols.length > 0) {
      const sprite = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      sprite.setAttribute("aria-hidden", "true");
      sprite.setAttribute("class", "sprite");
      sprite.append(...symbols.map((symbol) => document.importNode(symbol, true)));
      frame.append(sprite);
    }
    box.replaceChildren(frame);
    const drawing = { frame, isReady: false, section: () => frame.querySelector("section") };
    this.#drawn = drawing;
    const number = module.mount(frame, JSON.stringify(this.settings()), (name, more) => {
      if (this.#drawn !== drawing) return;
      if (!drawing.isReady && (name === "ready" || name === "error")) {
        drawing.isReady = true;
        box.removeAttribute("aria-busy");
        room.settle(frame, (height) => this.tell("resize", { height }));
      }
      this.heard(name, JSON.parse(more));
    });
    drawing.leave = () => {
      module.unmount(number);
      frame.remove();
    };
  }

  get isFramed() {
    return this.isolate === "iframe" && !isForum;
  }

  /** Something happened in what was drawn. */
  heard(name, more) {
    if (name === "sign-in") signIn(this);
    else if (name === "error") this.tell("error", { reason: "forum", message: more });
    else this.tell(name, more);
  }

  /** Whether it shows what was asked for, or why it cannot. */
  get isReady() {
    return this.#drawn?.isReady ?? false;
  }

  #paint(frame) {
    const theme = this.theme;
    if (theme === "light" || theme === "dark") frame.dataset.theme = theme;
    else delete frame.dataset.theme;
  }

  #frame(box, room) {
    const frame = document.createElement("iframe");
    const asked = { ...this.settings(), element: this.localName, theme: this.theme, host: location.origin };
    // A token is for the elements in the page itself: in the frame one signs in where one writes.
    const query = new URLSearchParams(Object.entries(asked).filter(([name, value]) => value && name !== "token"));
    frame.src = `${FORUM}/embed/frame?${query}`;
    frame.title = this.label ?? words(this).replies;
    frame.style.blockSize = box.style.minBlockSize;
    frame.setAttribute("part", "frame");
    const listening = new AbortController();
    let settled = false;
    window.addEventListener(
      "message",
      ({ origin, source, data }) => {
        if (origin !== FORUM || source !== frame.contentWindow || typeof data?.palabre !== "string") return;
        const { palabre: name, more } = data;
        if (name === "resize" && Number.isFinite(more?.height)) {
          frame.style.blockSize = `${Math.ceil(more.height)}px`;
          if (!settled) {
            settled = true;
            box.removeAttribute("aria-busy");
            room.settle(frame, () => {});
          }
        }
        if (["ready", "reply", "error", "resize"].includes(name)) this.tell(name, more);
      },
      { signal: listening.signal },
    );
    box.replaceChildren(frame);
    this.#drawn = {
      leave() {
        listening.abort();
        frame.remove();
      },
    };
  }

  /** Tells the page around. */
  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail: detail ?? null }));
  }

  #plain(box) {
    const link = document.createElement("a");
    link.href = this.address();
    link.textContent = words(this)[this.kind];
    const line = document.createElement("p");
    line.className = "plain";
    line.append(link);
    // In the page's own hand: nothing but a link stands here.
    box.classList.remove("box");
    box.style.minBlockSize = "";
    box.replaceChildren(line);
  }

  #failed(box) {
    const said = document.createElement("p");
    said.setAttribute("role", "alert");
    said.textContent = `${words(this).failed} `;
    const again = document.createElement("button");
    again.type = "button";
    again.textContent = words(this).retry;
    again.onclick = () => this.draw();
    said.append(again);
    box.removeAttribute("aria-busy");
    box.replaceChildren(said);
  }

  /** What tells one element from another on a page. */
  query() {
    const { kind, forum, topic, page } = this.settings();
    return new URLSearchParams({ kind, forum, topic, page }).toString();
  }

  /** The attributes, as src/embed/settings.rs reads them. */
  settings() {
    return {
      kind: this.kind,
      forum: this.forum ?? "",
      posts: Number.parseInt(this.posts, 10) || 0,
      lang: language(this),
      label: this.label ?? "",
      ...this.more(),
    };
  }
}

const reflected = (type, names) => {
  for (const name of names) {
    Object.defineProperty(type.prototype, name, {
      configurable: true,
      enumerable: true,
      get() {
        return this.getAttribute(name);
      },
      set(value) {
        if (value === null || value === undefined || value === false) this.removeAttribute(name);
        else this.setAttribute(name, value === true ? "" : String(value));
      },
    });
  }
};

/** The address that the page around goes by, without its fragment. */
const canonical = () => {
  const link = document.querySelector("link[rel=canonical]")?.href;
  const address = new URL(link || location.origin + location.pathname);
  address.hash = "";
  return address.href;
};

/** What the page around is about, at most as long as a topic's title may be. */
const title = () => {
  const named = document.querySelector("meta[property='og:title']")?.content || document.title || location.pathname;
  return [...named.replace(/\s+/g, " ").trim()].slice(0, 120).join("");
};

/** Whom a token is of: read here to ask for a session once for each; whether it is true, the forum knows. */
const subject = (token) => {
  try {
    const [, claims] = token.split(".");
    return String(JSON.parse(atob(claims.replaceAll("-", "+").replaceAll("_", "/"))).sub);
  } catch {
    return "";
  }
};

/** A thread, and a form to answer it. */
export class Thread extends Palabre {
  static observedAttributes = ["forum", "topic", "page", "theme", "lang", "posts", "order", "isolate", "label"];
  kind = "thread";

  more() {
    const topic = Number.parseInt(this.topic, 10) || 0;
    return {
      topic,
      page: topic ? "" : this.page || canonical(),
      title: this.getAttribute("page-title") || title(),
      newest: this.order === "newest",
      host: location.origin,
      token: this.token ?? "",
      subject: subject(this.token),
    };
  }

  address() {
    if (this.topic) return `${FORUM}/t/${encodeURIComponent(this.topic)}`;
    return this.forum ? `${FORUM}/f/${encodeURIComponent(this.forum)}` : FORUM;
  }

  reserve() {
    return window.innerHeight;
  }
}

/** The newest replies of a forum. */
export class Latest extends Palabre {
  static observedAttributes = ["forum", "theme", "lang", "posts", "isolate", "label"];
  kind = "latest";

  more() {
    return {};
  }

  address() {
    return this.forum ? `${FORUM}/f/${encodeURIComponent(this.forum)}` : FORUM;
  }

  reserve() {
    // As style/embed.css has it: so many entries of the same height, the last line, and the padding.
    return 88 * (Number.parseInt(this.posts, 10) || 5) + 33;
  }
}

reflected(Thread, Thread.observedAttributes.filter((name) => name !== "lang"));
reflected(Latest, Latest.observedAttributes.filter((name) => name !== "lang"));
