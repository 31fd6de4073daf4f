/* Several files at once, with progress, by choosing or by dropping them.

A form with data-upload stays an ordinary multipart form. Here each file goes in a request of its own, with the
form's other fields and a key of its own, so that one bad file does not stop the others. The server answers as it
answers the plain form: a redirect or 2xx is success; otherwise its reasons are read from the page it sends
(.error-summary, .field-error, .note-bad) or from JSON {"errors": [...]}.
*/
"use strict";

(function () {
  function reasonsIn(request, form) {
    const type = request.getResponseHeader("Content-Type") || "";
    if (type.includes("json")) {
      try {
        return JSON.parse(request.responseText).errors.join(" ");
      } catch {
        return form.dataset.failed;
      }
    }
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    const found = [...page.querySelectorAll(".error-summary li, .field-error, .note-bad:not(.error-summary)")];
    return [...new Set(found.map((one) => one.textContent.trim()))].join(" ") || form.dataset.failed;
  }

  function lineFor(list, file) {
    const line = document.createElement("li");
    const name = document.createElement("span");
    name.textContent = file.name;
    const bar = document.createElement("progress");
    bar.max = Math.max(file.size, 1);
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    const state = document.createElement("span");
    state.setAttribute("role", "status");
    line.append(name, bar, state);
    list.append(line);
    return { line, bar, state };
  }

  function listIn(form) {
    let list = form.querySelector(".uploads");
    if (!list) {
      list = document.createElement("ul");
      list.className = "uploads";
      form.append(list);
    }
    return list;
  }

  /* resolves to whether the server took the file */
  function send(form, input, file, shown) {
    const headers = window.greenlist.changing();
    const attempt = () => new Promise((done) => {
      const fields = new FormData(form);
      fields.delete(input.name);
      fields.append(input.name, file, file.name);
      fields.set("idempotency_key", headers["Idempotency-Key"]);
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
      request.upload.addEventListener("progress", (event) => {
        shown.bar.value = Math.min(event.loaded, shown.bar.max);
        shown.state.textContent = event.loaded < event.total ? form.dataset.sending : form.dataset.checking;
      });
      request.addEventListener("load", () => {
        const taken = request.status < 400;
        shown.bar.value = taken ? shown.bar.max : 0;
        shown.state.textContent = taken ? form.dataset.done : reasonsIn(request, form);
        shown.state.className = taken ? "muted" : "field-error";
        done(taken);
      });
      request.addEventListener("error", () => {
        shown.state.className = "field-error";
        shown.state.textContent = form.dataset.failed;
        again(form, shown, attempt).then(done);
      });
      request.send(fields);
    });
    return attempt();
  }

  /* a button to try once more; the same key, so that a file that did arrive is not kept twice */
  function again(form, shown, attempt) {
    return new Promise((done) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-small";
      button.textContent = form.dataset.again;
      button.addEventListener("click", () => {
        button.remove();
        shown.state.className = "";
        attempt().then(done);
      });
      shown.line.append(button);
    });
  }

  /* some arrived and some did not: the reasons stay, the way to the new list is offered */
  function linkTo(address, text) {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = address;
    link.textContent = text;
    line.append(link);
    return line;
  }

  async function sendAll(form, input) {
    const list = listIn(form);
    list.replaceChildren();
    const waiting = [...input.files].map((file) => ({ file, shown: lineFor(list, file) }));
    waiting.forEach(({ shown }) => { shown.state.textContent = form.dataset.waiting; });
    const onward = form.dataset.after || location.href.split("#")[0];
    let taken = 0;
    for (const { file, shown } of waiting) taken += (await send(form, input, file, shown)) ? 1 : 0;
    input.value = "";
    if (taken === waiting.length) location.assign(onward);
    else if (taken && form.dataset.refresh) list.append(linkTo(onward, form.dataset.refresh));
  }

  function receive(form, input) {
    const zone = form.querySelector(".drop") || form;
    ["dragenter", "dragover"].forEach((name) => zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.add("drop-over");
    }));
    ["dragleave", "drop"].forEach((name) => zone.addEventListener(name, () => zone.classList.remove("drop-over")));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      const chosen = new DataTransfer();
      const files = input.multiple ? [...input.files, ...event.dataTransfer.files] : [event.dataTransfer.files[0]];
      files.filter(Boolean).forEach((file) => chosen.items.add(file));
      input.files = chosen.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
    input.addEventListener("change", () => {
      const list = listIn(form);
      list.replaceChildren();
      [...input.files].forEach((file) => { lineFor(list, file).state.textContent = form.dataset.waiting; });
    });
  }

  document.querySelectorAll("form[data-upload]").forEach((form) => {
    const input = form.querySelector("input[type=file]");
    if (!input) return;
    receive(form, input);
    form.addEventListener("submit", (event) => {
      if (!input.files.length) return; // the server says what is missing
      event.preventDefault();
      sendAll(form, input);
    });
  });
})();
