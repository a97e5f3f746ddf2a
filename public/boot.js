// Starts the app: sets the reader's theme before the first paint, fetches the WebAssembly while showing its progress, and
// shows an error if that fails. This is a separate file because the content security policy forbids inline scripts. The
// attributes of its tag name the files: data-glue, data-wasm and data-size (the decompressed size in bytes; without it
// the progress bar is indeterminate).
(() => {
  const root = document.documentElement;
  const { glue, wasm, size } = document.currentScript.dataset;

  // Reading storage throws if the browser forbids it (a private window, a third-party frame).
  try {
    const theme = localStorage.getItem("palabre:theme");
    if (theme) root.dataset.theme = theme;
  } catch {}

  const ready = new Promise((resolve) => {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", resolve, { once: true });
    else resolve();
  });

  // Passes the bytes on and reports how many have arrived. Content-Length cannot serve as the total, because it is the
  // compressed size.
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
