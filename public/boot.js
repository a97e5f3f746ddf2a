// Starts the app: sets the reader's theme and density before the first paint, loads the WebAssembly, and shows an error if
// that fails. A release build puts this script into the page. The attributes of its tag name the files: data-glue, data-wasm
// and data-size (the decompressed size in bytes; without it the progress bar is indeterminate).
(() => {
  const root = document.documentElement;
  const { glue, wasm, size } = document.currentScript.dataset;

  // Reading storage throws if the browser forbids it (a private window, a third-party frame).
  try {
    for (const name of ["theme", "density"]) {
      const value = localStorage.getItem(`palabre:${name}`);
      if (value) root.dataset[name] = value;
    }
  } catch {}

  const parsed = new Promise((resolve) => addEventListener("DOMContentLoaded", resolve, { once: true }));

  // Marks on the plain form, for the app, which starts later: it must neither replace a form that is being sent nor move
  // one in which an input method composes text.
  const mark = (type, change) => {
    addEventListener(type, (event) => {
      const form = document.getElementById("plain-form");
      if (form) change(form.dataset, event, form);
    });
  };
  mark("submit", (marks, event, form) => {
    if (event.target === form && !event.defaultPrevented) marks.sent = "";
  });
  mark("pageshow", (marks, event) => {
    if (event.persisted) delete marks.sent;
  });
  mark("compositionstart", (marks, event, form) => {
    if (form.contains(event.target)) marks.composing = "";
  });
  mark("compositionend", (marks) => delete marks.composing);

  // After the next paint. A hidden page is not painted.
  const painted = () =>
    new Promise((resolve) => (document.hidden ? resolve() : requestAnimationFrame(() => setTimeout(resolve))));

  // Content-Length cannot serve as the total, because it is the compressed size.
  const showProgress = async (response, bar) => {
    let seen = 0;
    for (const reader = response.body.getReader(); ; ) {
      const { value } = await reader.read();
      if (!value) return;
      bar.value = Math.min(1, (seen += value.byteLength) / Number(size));
    }
  };

  const start = async (leaving) => {
    await parsed;
    // The server's page can be read and answered without the app, which must not delay it.
    const isReadable = document.querySelector("#boot > .site");
    if (isReadable) await painted();
    const options = { signal: leaving, priority: isReadable ? "low" : "auto" };
    const [module, response] = await Promise.all([import(glue), fetch(wasm, options)]);
    if (!response.ok) throw new Error(`${wasm}: ${response.status}`);
    const bar = document.querySelector(".boot__progress");
    if (bar && size && !isReadable) showProgress(response.clone(), bar).catch(() => {});
    // The response of the network itself: browsers cache the code that they compile from it.
    await module.default({ module_or_path: response });
  };

  // The answer to a form that was sent without the app should not wait for the app's download.
  const leaving = new AbortController();
  addEventListener("submit", () => leaving.abort(), { once: true });

  start(leaving.signal).catch((cause) => {
    if (leaving.signal.aborted) return;
    console.error(cause);
    const boot = document.getElementById("boot");
    if (!boot) return;
    boot.querySelector(".boot__progress").hidden = true;
    boot.querySelector(".boot__failure").hidden = false;
  });
})();
