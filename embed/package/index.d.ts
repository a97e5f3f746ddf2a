/**
 * Defines `<palabre-thread>` and `<palabre-latest>` by the script of a forum, `embed.js`, once for a page.
 *
 * @param forum the address of the forum, such as `https://forum.example`; only its origin counts
 * @throws `TypeError` where that is no http(s) address; `Error` where the script cannot be loaded, where the
 * elements of the page already belong to another forum, or outside of a browser
 */
export function load(forum: string | URL): Promise<void>;

/** What is reflected: an attribute's value, or `null` where there is none. */
export type Text = string | null;

/** `auto`, or whatever else is not one of the others, follows the reader's system. */
export type Theme = "auto" | "light" | "dark";

/** Where the element draws: into its shadow root (the default), or into a frame of the forum's own. */
export type Isolation = "shadow" | "iframe";

/** A reply that was sent. */
export interface Reply {
  /** The number of the post. */
  post: number;
  /** The number of its topic. */
  topic: number;
  /** Where it stands on the forum. */
  address: string;
}

/** Why nothing, or not everything, is shown. */
export interface Failure {
  /**
   * `wasm` and `trusted-types`: the policy of the page forbids it, and a link to the forum stands there.
   * `load`: a file of the elements could not be loaded. `forum`: the forum refused, or could not be reached.
   */
  reason: "wasm" | "trusted-types" | "load" | "forum";
  /** More, for `load` and `forum`. That of `forum` is a sentence for readers, in their language. */
  message?: string;
}

/** The height that an element has taken. */
export interface Size {
  /** In CSS pixels. */
  height: number;
}

/** What an element tells. None of these bubbles. */
export interface PalabreEvents {
  /** It can be read and, where that is allowed, answered. */
  ready: CustomEvent<null>;
  /** Something is not shown. */
  error: CustomEvent<Failure>;
  /** Its height has changed. */
  resize: CustomEvent<Size>;
}

/** What a thread tells beside that. */
export interface PalabreThreadEvents extends PalabreEvents {
  /** Somebody has replied. */
  reply: CustomEvent<Reply>;
}

/** The events of an element: those of every HTML element, and its own in the place of namesakes. */
export type EventsOf<Own> = Omit<HTMLElementEventMap, keyof Own> & Own;

/** What both elements have. Setting a property sets the attribute; `null` takes it away. */
interface PalabreElement<Own> extends HTMLElement {
  /** The name of a forum in addresses, its slug. */
  get forum(): Text;
  set forum(value: string | null | undefined);
  /** Light, dark, or as the reader's system is. */
  get theme(): Text;
  set theme(value: Theme | null | undefined);
  /** Posts on a page of the thread (10, 20, 50 or 100), or replies in the list (5 where it is missing). */
  get posts(): Text;
  set posts(value: string | number | null | undefined);
  /** Where the element draws. */
  get isolate(): Text;
  set isolate(value: Isolation | null | undefined);
  /** What it is called by those who cannot see it. */
  get label(): Text;
  set label(value: string | null | undefined);

  addEventListener<Name extends keyof EventsOf<Own>>(
    type: Name,
    listener: (this: this, event: EventsOf<Own>[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<Name extends keyof EventsOf<Own>>(
    type: Name,
    listener: (this: this, event: EventsOf<Own>[Name]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

/** `<palabre-thread>`: a thread, and a form to answer it. */
export interface PalabreThreadElement extends PalabreElement<PalabreThreadEvents> {
  /** The number of a topic. Without it the topic is that of the page around. */
  get topic(): Text;
  set topic(value: string | number | null | undefined);
  /** The topic of the page around: `true` or empty by its canonical address, else by this one. */
  get page(): Text;
  set page(value: string | boolean | null | undefined);
  /** `newest`: the newest post first. */
  get order(): Text;
  set order(value: "oldest" | "newest" | null | undefined);
  /** The word of the host's own server on who is signed in there: a signed token. No attribute. */
  get token(): Text;
  set token(value: string | null | undefined);
}

/** `<palabre-latest>`: the newest replies of a forum, as a small list. */
export interface PalabreLatestElement extends PalabreElement<PalabreEvents> {}

/** The attributes of both elements, for typing templates (JSX, for instance). */
export interface PalabreAttributes {
  forum?: string;
  theme?: Theme;
  lang?: string;
  posts?: string | number;
  isolate?: Isolation;
  label?: string;
}

/** The attributes of `<palabre-thread>`. */
export interface PalabreThreadAttributes extends PalabreAttributes {
  topic?: string | number;
  page?: string | boolean;
  /** The title under which a page's topic is opened, in the place of the page's own. */
  "page-title"?: string;
  order?: "oldest" | "newest";
}

/** The attributes of `<palabre-latest>`. */
export interface PalabreLatestAttributes extends PalabreAttributes {}

declare global {
  interface HTMLElementTagNameMap {
    "palabre-thread": PalabreThreadElement;
    "palabre-latest": PalabreLatestElement;
  }
}
