// Starts a palabre-server on a free port with a new database that contains the sample forum. Used by the test fixture and
// by the benchmarks, which run without Playwright's test runner.

import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const repository = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

// Long, because a debug build hashes the passwords of the sample accounts slowly.
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 12_000;

/**
 * @typedef {object} RunningServer
 * @property {string} url        origin without a trailing slash
 * @property {string} log        path of the file with the server's output
 * @property {() => Promise<void>} stop  stops the server and removes its database
 */

/**
 * Starts a server and waits until it is healthy.
 *
 * @param {Record<string, string>} [settings] additional PALABRE_... variables; PALABRE_LISTEN replaces the free port
 * @returns {Promise<RunningServer>}
 */
export async function startServer(settings = {}) {
  const directory = await mkdtemp(join(tmpdir(), "palabre-e2e-"));
  const address = settings.PALABRE_LISTEN ?? `127.0.0.1:${await freePort()}`;
  const url = `http://${address}`;
  const log = join(directory, "server.log");
  const child = spawn(process.env.PALABRE_SERVER ?? repository("target/debug/palabre-server"), {
    cwd: directory,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      PALABRE_LISTEN: address,
      PALABRE_PUBLIC_URL: url, // used for links in mails
      PALABRE_DATABASE: join(directory, "palabre.sqlite"),
      PALABRE_APP_DIR: process.env.PALABRE_DIST ?? repository("dist"),
      PALABRE_SAMPLE: "true",
      ...settings,
    },
  });
  const printed = [];
  const file = createWriteStream(log);
  for (const stream of [child.stdout, child.stderr]) {
    stream.pipe(file, { end: false });
    stream.on("data", (chunk) => printed.push(chunk));
  }
  let failure;
  const ended = new Promise((resolve) => {
    child.once("error", (error) => resolve((failure = `cannot start: ${error.message}`)));
    child.once("exit", (code, signal) => resolve((failure ??= `ended (${signal ?? code})`)));
  });

  const stop = async () => {
    child.kill("SIGTERM");
    const patience = new AbortController();
    await Promise.race([ended, pause(STOP_TIMEOUT_MS, undefined, patience).catch(() => {})]);
    patience.abort();
    child.kill("SIGKILL");
    file.end();
    await rm(directory, { recursive: true, force: true });
  };

  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!failure && !(await healthy(url))) {
    if (Date.now() > deadline) failure = `does not answer on ${url}`;
    await pause(50);
  }
  if (failure) {
    await stop();
    throw new Error(`palabre-server ${failure}\n${Buffer.concat(printed)}`);
  }
  return { url, log, stop };
}

async function healthy(url) {
  try {
    return (await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false; // not listening yet
  }
}

/** A port that is free now. */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
