// A site whose members are signed in to the forum: serves host-login.html and the token that the page requests.
//
//   PALABRE_KEY=… PALABRE_FORUM=https://forum.example node host-login.mjs
//
// PALABRE_KEY is the forum's key from /f/<forum>/embed. It must not leave this server.

import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";

const { PALABRE_KEY: key, PALABRE_FORUM: forum = "https://forum.example", PORT = "8093" } = process.env;
if (!key) throw new Error("PALABRE_KEY is not set");
const site = `http://localhost:${PORT}`;

/** The member who is signed in. A real site reads its own session; here it is always the same person. */
const member = (_request) => ({ id: "member-17", name: "Odile du carnet" });

const base64url = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A token for the forum with the slug `aud`: this person is signed in here. It is valid for five minutes. */
export const sign = (person, aud, now = Math.floor(Date.now() / 1000)) => {
  const claims = { sub: person.id, name: person.name, aud, iat: now, exp: now + 300 };
  const signed = `${base64url({ alg: "HS256", typ: "JWT" })}.${base64url(claims)}`;
  return `${signed}.${createHmac("sha256", key).update(signed).digest("base64url")}`;
};

createServer(async (request, response) => {
  const { pathname } = new URL(request.url, site);
  if (pathname === "/palabre-token") {
    const person = member(request);
    response.writeHead(person ? 200 : 204, { "content-type": "text/plain", "cache-control": "no-store" });
    return response.end(person && sign(person, "atelier"));
  }
  const [file, type] = pathname === "/plain.css" ? ["plain.css", "text/css"] : ["host-login.html", "text/html"];
  const text = await readFile(new URL(file, import.meta.url), "utf8");
  response.writeHead(200, { "content-type": `${type}; charset=utf-8` });
  response.end(text.replaceAll("https://forum.example", forum).replaceAll("https://blog.example", site));
}).listen(Number(PORT), "127.0.0.1", () => console.log(`${site}/host-login.html`));
