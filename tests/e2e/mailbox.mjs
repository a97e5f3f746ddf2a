// A local mail server on a free port: it accepts every mail and forwards none. For tests that follow a link in a mail,
// such as a password reset.

import { EventEmitter, once } from "node:events";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

// The server sends mails within a second. A mail that takes longer than this counts as not sent.
const ARRIVAL_TIMEOUT_MS = 10_000;

/**
 * @typedef {object} Mail
 * @property {string} from      the envelope's sender
 * @property {string[]} to      the envelope's recipients, in lower case
 * @property {string} subject   decoded
 * @property {Record<string, string>} headers  unfolded values by lower-case name
 * @property {string} text      the plain text part, or ""
 * @property {string} html      the HTML part, or ""
 * @property {string} raw       the mail as received
 * @property {string[]} links   web addresses in the plain text part, in order, without trailing punctuation
 */

/**
 * @typedef {object} Mailbox
 * @property {string} url  `smtp://127.0.0.1:PORT`, for PALABRE_SMTP
 * @property {(to?: string) => Mail[]} received  the mails so far, oldest first, for one address or for all
 * @property {(to: string, subjectIncludes?: string, timeoutMs?: number) => Promise<Mail>} next
 *   the oldest mail for an address that `next` has not returned yet. Waits for it; after the timeout the error lists
 *   the mails that did arrive
 * @property {() => Promise<void>} stop  closes the port
 */

/**
 * Starts a mail server.
 *
 * @returns {Promise<Mailbox>}
 */
export async function startMailbox() {
  /** @type {Mail[]} */
  const mails = [];
  const returned = new Set();
  const arrivals = new EventEmitter();
  arrivals.setMaxListeners(0); // one for each test that waits

  const server = new SMTPServer({
    // Connections are local, so neither TLS nor authentication is needed.
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    closeTimeout: 1_000, // a client may keep its connection open for the next mail
    logger: false,
    onData(stream, session, done) {
      read(stream, session.envelope).then((mail) => {
        mails.push(mail);
        done();
        arrivals.emit("mail");
      }, done);
    },
  });
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  server.on("error", () => {}); // a client that disconnects is not an error of this server

  const received = (to) => mails.filter((mail) => !to || mail.to.includes(to.toLowerCase()));

  const next = async (to, subjectIncludes = "", timeoutMs = ARRIVAL_TIMEOUT_MS) => {
    const signal = AbortSignal.timeout(timeoutMs);
    for (;;) {
      const mail = received(to).find((one) => !returned.has(one) && one.subject.includes(subjectIncludes));
      if (mail) {
        returned.add(mail);
        return mail;
      }
      try {
        await once(arrivals, "mail", { signal });
      } catch {
        const subjects = received().map((one) => `\n  to ${one.to}: ${one.subject}`);
        throw new Error(
          `no further mail "${subjectIncludes}" to ${to} within ${timeoutMs} ms; received: ${subjects.join("") || "none"}`,
        );
      }
    }
  };

  return {
    url: `smtp://127.0.0.1:${server.server.address().port}`,
    received,
    next,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** @returns {Promise<Mail>} */
async function read(stream, envelope) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  // The parser must not generate one part from the other: tests check what was sent.
  const parsed = await simpleParser(bytes, { skipHtmlToText: true, skipTextToHtml: true });
  const text = parsed.text ?? "";
  return {
    from: envelope.mailFrom ? envelope.mailFrom.address : "",
    to: envelope.rcptTo.map(({ address }) => address.toLowerCase()),
    subject: parsed.subject ?? "",
    headers: Object.fromEntries(parsed.headerLines.map(({ key, line }) => [key, value(line)])),
    text,
    html: parsed.html || "",
    raw: bytes.toString("utf8"),
    links: (text.match(/https?:\/\/[^\s<>"]+/g) ?? []).map((link) => link.replace(/[.,;:!?)]+$/, "")),
  };
}

/** The value of a header line, unfolded. */
const value = (line) =>
  line
    .slice(line.indexOf(":") + 1)
    .replace(/\r?\n(?=[ \t])/g, "")
    .trim();
