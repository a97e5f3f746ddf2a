/**
 * Defines `<palabre-thread>` and `<palabre-latest>` with the script of a forum, `embed.js`, once per page.
 *
 * @param forum the address of the forum, such as `https://forum.example`; only its origin matters
 * @throws `TypeError` if that is not an http(s) address; `Error` if the script cannot be loaded, if the elements
 * of the page already belong to another forum, or outside a browser
 */
export function load(forum: string | URL): Promise<void>;

/** The value of a reflected attribute, or `null` if it is missing. */
export type Text = string | null;

/** `auto`, and any unknown value, follows the reader's system. */
export type Theme = "auto" | "light" | "dark";

/** Where the element draws: in its shadow root (the default) or in an iframe of the forum. */
export type Isolation = "shadow" | "iframe";

/** A reply that was posted. */
export interface Reply {
  /** The id of the post. */
  post: number;
  /** The id of its topic. */
  topic: number;
  /** Its address on the forum. */
  address: string;
}

/** Why some or all content is missing. */
export interface Failure {
  /**
   * `wasm` and `trusted-types`: the policy of the page forbids drawing, and a link to the forum is shown.
   * `load`: a file of the elements could not be loaded. `forum`: the forum rejected the request or could not be
   * reached.
   */
  reason: "wasm" | "trusted-types" | "load" | "forum";
  /** Details for `load` and `forum`. For `forum`, a sentence for readers in their language. */
  message?: string;
}

/** The height of an element's content. */
export interface Size {
  /** In CSS pixels. */
  height: number;
}

/** The events of an element. They do not bubble. */
export interface PalabreEvents {
  /** The content is shown. */
  ready: CustomEvent<null>;
  /** Some or all content is missing. */
  error: CustomEvent<Failure>;
  /** The height has changed. */
  resize: CustomEvent<Size>;
}

/** The events of a thread. */
export interface PalabreThreadEvents extends PalabreEvents {
  /** The reader has posted a reply. */
  reply: CustomEvent<Reply>;
}

/** The events of an element: its own, and those of every HTML element that its own do not replace. */
export type EventsOf<Own> = Omit<HTMLElementEventMap, keyof Own> & Own;

/** The properties of both elements. Setting a property sets the attribute; `null` removes it. */
interface PalabreElement<Own> extends HTMLElement {
  /** The slug of a forum, as in its address. */
  get forum(): Text;
  set forum(value: string | null | undefined);
  /** The colour scheme. */
  get theme(): Text;
  set theme(value: Theme | null | undefined);
  /** Posts per page of the thread (10, 20, 50 or 100), or replies in the list (5 by default). */
  get posts(): Text;
  set posts(value: string | number | null | undefined);
  /** Where the element draws. */
  get isolate(): Text;
  set isolate(value: Isolation | null | undefined);
  /** The accessible name. */
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

/** `<palabre-thread>`: a thread and a form to reply. */
export interface PalabreThreadElement extends PalabreElement<PalabreThreadEvents> {
  /** The id of a topic. If it is missing, the topic of the host page is shown. */
  get topic(): Text;
  set topic(value: string | number | null | undefined);
  /** The address whose topic is shown: `true` or empty for the canonical address of the host page. */
  get page(): Text;
  set page(value: string | boolean | null | undefined);
  /** `newest`: newest post first. */
  get order(): Text;
  set order(value: "oldest" | "newest" | null | undefined);
  /** The token, signed by the host's server, for the account that is signed in there. Not an attribute. */
  get token(): Text;
  set token(value: string | null | undefined);
}

/** `<palabre-latest>`: a short list of the latest replies of a forum. */
export interface PalabreLatestElement extends PalabreElement<PalabreEvents> {}

/** The attributes of both elements, to type templates such as JSX. */
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
  /** The title of the topic of the host page, instead of the page's own title. */
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
