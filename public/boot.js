// Starts the app: sets the reader's theme and language before the first paint, fetches the WebAssembly
// with its progress shown, and says so when that fails. A file of its own, because the content security
// policy forbids inline scripts. Its tag names what to fetch: data-glue, data-wasm and data-size (bytes
// once decompressed; without it the bar only moves).
(() => {
  const root = document.documentElement;
  const { glue, wasm, size } = document.currentScript.dataset;

  // Reading storage throws where the browser forbids it (a private window, a foreign frame).
  try {
    const theme = localStorage.getItem("palabre:theme");
    if (theme) root.dataset.theme = theme;
  } catch {}

  const ready = new Promise((resolve) => {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", resolve, { once: true });
    else resolve();
  });

  // The same bytes, counted as they come. Content-Length will not do as the total: it is that of the
  // compressed file.
  const counted = (response, onProgress) => {
    let seen = 0;
    const counter = new TransformStream({
      transform(chunk, controller) {
        seen += chunk.byteLength;
        onProgress(seen);
        controller.enqueue(chunk);
      },
    });
    return new Response(response.body.pipeThrough(counter), { headers: { "content-type": "application/wasm" } });
  };

  const show = (seen) => {
    const bar = document.querySelector(".boot__progress");
    if (bar && size) bar.value = Math.min(1, seen / Number(size));
  };

  const start = async () => {
    const [module, response] = await Promise.all([import(glue), fetch(wasm)]);
    if (!response.ok) throw new Error(`${wasm}: ${response.status}`);
    const compiling = counted(response, show);
    await ready;
    await module.default({ module_or_path: compiling });
  };

  start().catch(async (cause) => {
    console.error(cause);
    await ready;
    const boot = document.getElementById("boot");
    if (!boot) return;
    boot.querySelector(".boot__progress").hidden = true;
    boot.querySelector(".boot__failure").hidden = false;
  });
})();
