/* Forms that save themselves: what the reader sees of it, and what is kept when the network is gone.

A form with data-autosave-form holds questions; each question is an element that posts itself with htmx
(hx-post, hx-trigger="change"). This file only watches: it shows the state, keeps what was typed and not sent in
sessionStorage, offers it again, tries failed questions again, and warns before a page with unsaved text is left.
*/
"use strict";

(function () {
  const RETRY = 15000; // ms between two attempts after a failure
  const busy = new Set(); // questions on their way
  const failed = new Set(); // questions the server did not get
  const again = new Set(); // those of them that may get through later
  const dirty = new Map(); // name of a control -> control, typed in and not sent
  let leaving = false; // the form itself is being submitted

  const formOf = (element) => element && element.closest && element.closest("[data-autosave-form]");
  const keyOf = (form) => `greenlist ${location.pathname} ${form.id}`;

  function show(form, state, text) {
    const inside = form.querySelectorAll("[data-autosave]");
    (inside.length ? inside : document.querySelectorAll("[data-autosave]")).forEach((place) => {
      place.dataset.state = state;
      place.textContent = text;
      place.setAttribute("role", "status");
    });
  }

  function clock() {
    return new Date().toLocaleTimeString("zh-CN", { hour12: false });
  }

  /* ---- kept in this browser until the server has it ---- */

  function kept(form) {
    try {
      return JSON.parse(sessionStorage.getItem(keyOf(form)) || "{}");
    } catch {
      return {};
    }
  }

  function keep(form, values) {
    try {
      if (Object.keys(values).length) sessionStorage.setItem(keyOf(form), JSON.stringify(values));
      else sessionStorage.removeItem(keyOf(form));
    } catch {
      /* no room or not allowed: the page still works, it only keeps nothing */
    }
  }

  function plain(control) {
    return control.name && !["hidden", "file", "password", "submit", "button"].includes(control.type);
  }

  function valueOf(control) {
    return ["checkbox", "radio"].includes(control.type) ? (control.checked ? control.value : null) : control.value;
  }

  /* typed and taken back: as the server has it */
  function unchanged(control) {
    return control.defaultValue === control.value && !["checkbox", "radio"].includes(control.type);
  }

  function restore(control, value) {
    if (["checkbox", "radio"].includes(control.type)) {
      control.checked = control.value === value;
      control.dispatchEvent(new Event("change", { bubbles: true }));
    } else {
      window.greenlist.put(control, value);
    }
  }

  document.addEventListener("input", (event) => {
    const form = formOf(event.target);
    if (!form || !plain(event.target)) return;
    const { name } = event.target;
    const values = kept(form);
    if (unchanged(event.target)) {
      dirty.delete(name);
      delete values[name];
    } else {
      dirty.set(name, event.target);
      values[name] = valueOf(event.target);
    }
    keep(form, values);
  });

  function arrived(form, question) {
    const values = kept(form);
    question.querySelectorAll("[name]").forEach((control) => {
      dirty.delete(control.name);
      delete values[control.name];
    });
    if (question.name) {
      dirty.delete(question.name);
      delete values[question.name];
    }
    keep(form, values);
  }

  /* ---- on the way, arrived, refused, lost ---- */

  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = formOf(event.detail.elt);
    if (!form || event.detail.requestConfig.verb === "get") return;
    busy.add(event.detail.elt);
    show(form, "saving", form.dataset.saving);
  });

  const signedOut = (xhr) => xhr.responseURL && new URL(xhr.responseURL).pathname.startsWith("/accounts/");

  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const form = formOf(event.detail.elt);
    if (!form || event.detail.requestConfig.verb === "get") return;
    const { xhr, elt } = event.detail;
    if (signedOut(xhr)) {
      event.preventDefault(); // the sign-in page does not belong into a question
      return lost(form, elt, true, form.dataset.signedOut);
    }
    if (xhr.status >= 400 && xhr.status !== 409 && xhr.status !== 422) return lost(form, elt, xhr.status >= 500);
    busy.delete(elt);
    failed.delete(elt);
    arrived(form, elt);
    if (xhr.status === 409) show(form, "conflict", form.dataset.conflict);
    else if (xhr.status === 422) show(form, "refused", form.dataset.refused);
    else if (failed.size) show(form, "failed", form.dataset.failed);
    else if (!busy.size) show(form, "saved", `${form.dataset.saved} ${clock()}`);
  });

  function lost(form, question, later, text) {
    busy.delete(question);
    failed.add(question);
    if (later) again.add(question);
    show(form, "failed", text || form.dataset.failed);
  }

  ["htmx:sendError", "htmx:timeout", "htmx:sendAbort"].forEach((name) => document.addEventListener(name, (event) => {
    const form = formOf(event.detail.elt);
    if (form && event.detail.requestConfig.verb !== "get") lost(form, event.detail.elt, true);
  }));

  function retry() {
    [...again].forEach((question) => {
      again.delete(question);
      failed.delete(question);
      if (question.isConnected) window.htmx.trigger(question, "change");
    });
  }

  window.addEventListener("online", retry);
  setInterval(retry, RETRY);

  /* ---- before the page is left ---- */

  document.addEventListener("submit", (event) => {
    if (formOf(event.target)) leaving = true;
  });

  window.addEventListener("beforeunload", (event) => {
    if (!leaving && (dirty.size || busy.size || failed.size)) event.preventDefault();
  });

  /* ---- back again: what was typed and never arrived ---- */

  function differing(form) {
    const values = kept(form);
    return Object.entries(values).map(([name, value]) => ({ value, control: form.elements.namedItem(name) }))
      .filter(({ value, control }) => control instanceof HTMLElement && value !== null && valueOf(control) !== value);
  }

  function button(text, style, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = `btn btn-small ${style}`;
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  }

  function offer(form) {
    const found = differing(form);
    if (!found.length || !form.dataset.offer) return keep(form, {});
    const box = document.createElement("div");
    box.className = "note note-warn actions";
    box.setAttribute("role", "status");
    const text = document.createElement("span");
    text.textContent = form.dataset.offer;
    box.append(text, button(form.dataset.offerTake, "btn-primary", () => {
      box.remove();
      found.forEach(({ control, value }) => restore(control, value));
    }), button(form.dataset.offerDrop, "btn-outline", () => {
      box.remove();
      keep(form, {});
    }));
    form.prepend(box);
  }

  document.querySelectorAll("[data-autosave-form]").forEach(offer);
})();
