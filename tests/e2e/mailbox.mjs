// A mail server of one's own: it takes every mail on a free port of this machine and hands none on. For
// journeys that go through a mail, such as choosing a new password.

import { EventEmitter, once } from "node:events";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

// The mails of a journey are sent at once; whoever waits this long waits for one that nobody sent.
const ARRIVES_WITHIN_MS = 10_000;

/**
 * @typedef {object} Mail
 * @property {string} from      the address of the envelope's sender
 * @property {string[]} to      the addresses of the envelope's recipients
 * @property {string} subject   decoded
 * @property {Record<string, string>} headers  as sent, unfolded, by their names in lower case
 * @property {string} text      the plain part, "" without one
 * @property {string} html      the HTML part, "" without one
 * @property {string} raw       the whole mail as it came over the wire
 * @property {string[]} links   web addresses of the plain part, in their order, without the punctuation behind them
 */

/**
 * @typedef {object} Mailbox
 * @property {string} url  `smtp://127.0.0.1:PORT`, for PALABRE_SMTP
 * @property {(to?: string) => Mail[]} received  what came so far, oldest first, for one address or for all
 * @property {(to: string, subjectIncludes?: string, timeoutMs?: number) => Promise<Mail>} next
 *   the oldest mail for an address that `next` has not given yet; waits until it comes, and rejects with
 *   what came instead
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
  const given = new Set();
  const arrivals = new EventEmitter();
  arrivals.setMaxListeners(0); // one for each test that waits

  const server = new SMTPServer({
    // Neither TLS nor accounts: both ends are this machine.
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    closeTimeout: 1_000, // a client may keep its connection for the next mail
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
  server.on("error", () => {}); // a client that hangs up is no failure of the mail server

  const received = (to) => mails.filter((mail) => !to || mail.to.includes(to.toLowerCase()));

  const next = async (to, subjectIncludes = "", timeoutMs = ARRIVES_WITHIN_MS) => {
    const signal = AbortSignal.timeout(timeoutMs);
    for (;;) {
      const mail = received(to).find((one) => !given.has(one) && one.subject.includes(subjectIncludes));
      if (mail) {
        given.add(mail);
        return mail;
      }
      try {
        await once(arrivals, "mail", { signal });
      } catch {
        const subjects = received().map((one) => `\n  to ${one.to}: ${one.subject}`);
        throw new Error(
          `no further mail "${subjectIncludes}" to ${to} within ${timeoutMs} ms; there came: ${subjects.join("") || "none"}`,
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
  // Neither part may be made from the other: a test asks what was sent.
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

/** What stands behind a header's name, its folded lines joined. */
const value = (line) =>
  line
    .slice(line.indexOf(":") + 1)
    .replace(/\r?\n(?=[ \t])/g, "")
    .trim();
