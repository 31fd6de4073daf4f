/* What every page can do a little better with JavaScript. Nothing needs it: forms post and pages read without it.

Attributes that templates use, here and in the two files beside this one. All texts come from the server, translated.

greenlist.js
  data-confirm="text"      on a button: asks in a dialog before it acts (a second page should ask without JavaScript)
  data-set="#id" data-value="v"   on a button: puts v into that control, as if typed ("change to MWh")
  data-copy="#id"          on a hidden button: copies that element's text; the button is shown when it can
      data-copied="text"   what the button says afterwards
  data-auto-submit         on a form of filters: a change of a control submits it
  data-grid                on a table of inputs: a block pasted from a sheet fills the cells from here on; Enter goes down
  <details class="menu">   Escape and a click elsewhere close it

autosave.js
  data-autosave-form       on a form whose controls save themselves: each question inside is an element with
                           hx-post="...state/" hx-trigger="change" (and what it includes); see the file
      data-saving data-saved data-failed data-refused data-conflict   texts of the states; data-saved is followed
                           by the time: 已自动保存 10:42:07
      data-signed-out      text for a session that ended: sign in again in another tab, then it is sent
      data-offer data-offer-take data-offer-drop   "text typed before was not saved" and its two buttons
  data-autosave            on an element (class save-state): where the state is shown; inside the form or anywhere

upload.js
  data-upload              on a multipart form with a file input: one request per file, with progress; see the file
      data-waiting data-sending data-checking data-done data-failed data-again   texts; a server's reasons are shown as they are
      data-refresh         text of the link to the new list when only some of the files arrived
      data-after="url"     where to go when every file arrived; the same page without it
*/
"use strict";

(function () {
  const uuid = () => (crypto.randomUUID ? crypto.randomUUID() : [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0")).join(""));

  /* the cookie first: another tab may have signed in since this page was made */
  function token() {
    const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (cookie) return cookie[1];
    const field = document.querySelector("meta[name='csrf-token']");
    return field ? field.content : "";
  }

  /* the two headers of every request that changes something */
  function changing() {
    return { "X-CSRFToken": token(), "Idempotency-Key": uuid() };
  }

  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb !== "get") Object.assign(event.detail.headers, changing());
  });

  /* ---- a question before something that cannot be taken back ---- */

  function ask(button) {
    const dialog = document.getElementById("confirm");
    dialog.querySelector("#confirm-text").textContent = button.dataset.confirm;
    const yes = dialog.querySelector("[data-yes]");
    yes.textContent = button.textContent.trim() || yes.dataset.yes;
    dialog.returnValue = "no";
    dialog.addEventListener("close", () => {
      if (dialog.returnValue !== "yes") return button.focus();
      button.dataset.confirmed = "1";
      button.click();
      delete button.dataset.confirmed;
    }, { once: true });
    dialog.showModal();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-confirm]");
    if (!button || button.dataset.confirmed || !document.getElementById("confirm")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    ask(button);
  }, true);

  /* ---- menus ---- */

  function closeMenus(except) {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (menu !== except) menu.open = false;
    });
  }

  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("focusin", (event) => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details.menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  /* ---- small conveniences ---- */

  function put(control, value) {
    control.value = value;
    control.dispatchEvent(new Event("input", { bubbles: true }));
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }

  document.addEventListener("click", (event) => {
    const setter = event.target.closest("[data-set]");
    if (setter) {
      event.preventDefault();
      const control = document.querySelector(setter.dataset.set);
      if (control) put(control, setter.dataset.value);
    }
    const copier = event.target.closest("[data-copy]");
    if (copier) {
      const source = document.querySelector(copier.dataset.copy);
      navigator.clipboard.writeText((source.value || source.textContent).trim()).then(() => {
        if (copier.dataset.copied) copier.textContent = copier.dataset.copied;
      });
    }
  });

  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-auto-submit]");
    if (form) form.requestSubmit();
  });

  /* ---- a table filled as in a sheet ---- */

  const INPUTS = "input:not([type=hidden]):not([readonly]):not([disabled]), select, textarea";

  function cellOf(control) {
    const row = control.closest("tr");
    const controls = [...row.querySelectorAll(INPUTS)];
    return { rows: [...row.parentElement.rows], row, column: controls.indexOf(control) };
  }

  function fill(control, lines) {
    const { rows, row, column } = cellOf(control);
    const first = rows.indexOf(row);
    lines.forEach((line, down) => {
      const target = rows[first + down];
      if (!target) return;
      const controls = [...target.querySelectorAll(INPUTS)];
      line.forEach((text, right) => {
        if (controls[column + right]) put(controls[column + right], text.trim());
      });
    });
  }

  document.addEventListener("paste", (event) => {
    if (!event.target.closest("[data-grid]") || !event.target.matches(INPUTS)) return;
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    fill(event.target, text.split("\n").map((line) => line.split("\t")));
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("[data-grid] input")) return;
    const { rows, row, column } = cellOf(event.target);
    const below = rows[rows.indexOf(row) + 1];
    const control = below && below.querySelectorAll(INPUTS)[column];
    event.preventDefault();
    if (control) control.focus();
    else event.target.dispatchEvent(new Event("change", { bubbles: true }));
  });

  /* ---- where a page says that something is wrong, the reader starts there ---- */

  function toErrors(root) {
    const summary = root.querySelector(".error-summary");
    if (summary) summary.focus();
  }

  /* a table wider than the page is scrolled with the keyboard too */
  function reachTables() {
    document.querySelectorAll(".table-wrap").forEach((wrap) => {
      if (wrap.scrollWidth > wrap.clientWidth) wrap.tabIndex = 0;
      else wrap.removeAttribute("tabindex");
    });
  }

  /* on a phone the tasks are a line: show the present one */
  function toPresent() {
    const line = document.querySelector(".column-left .task-list ol");
    const present = line && line.querySelector("[aria-current]");
    if (!present) return;
    const [outer, inner] = [line.getBoundingClientRect(), present.getBoundingClientRect()];
    line.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
  }

  function start() {
    toErrors(document);
    toPresent();
    reachTables();
    if (navigator.clipboard) document.querySelectorAll("[data-copy][hidden]").forEach((one) => { one.hidden = false; });
  }

  document.addEventListener("htmx:afterSwap", (event) => {
    toErrors(event.detail.target);
    reachTables();
  });
  window.addEventListener("resize", reachTables);
  start();

  window.greenlist = { changing, put };
})();
