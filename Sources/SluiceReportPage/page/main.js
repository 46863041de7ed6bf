// Brings it all onto the page, and keeps page and address together.
let shown = [];
let drawn = "";

function go(changes) {
  history.pushState(null, "", address(changes));
  update();
}

// While somebody types, the address changes without a step back for every letter.
function refine(changes) {
  history.replaceState(null, "", address({ page: 1, item: "", ...changes }));
  update();
}

function searchFor(text) {
  go({ q: text, kind: "", page: 1, item: "" });
  byID("results").scrollIntoView();
}

function update() {
  readAddress();
  const wanted = JSON.stringify([state.q, state.kind, state.sort, state.page]);
  if (wanted !== drawn) {
    drawn = wanted;
    drawSheet();
  }
  const item = byRecord.get(state.item);
  if (item) openDetail(item);
  else closeDetail();
}

function drawSheet() {
  shown = findItems();
  const pages = Math.max(1, Math.ceil(shown.length / pageSize));
  state.page = Math.min(state.page, pages);
  const from = (state.page - 1) * pageSize;
  const part = shown.slice(from, from + pageSize);
  byID("sheet").replaceChildren(...part.map((item) => {
    const view = card(item);
    view.querySelector("a.open").item = item.r;
    return view;
  }));
  byID("count").textContent = sayCount(part.length, from, pages);
  if (byID("query") !== document.activeElement) byID("query").value = state.q;
  byID("sort").value = state.sort in orders ? state.sort : "folder";
  drawKinds();
  drawPager(pages);
}

function sayCount(number, from, pages) {
  if (!shown.length) return items.length ? "Nothing matches. Search for less, or choose All." : "There are no results yet.";
  const all = shown.length === items.length ? count(shown.length, "result") : `${whole.format(shown.length)} of ${count(items.length, "result")}`;
  return pages === 1 ? all : `${all}, ${whole.format(from + 1)} to ${whole.format(from + number)} shown`;
}

function drawKinds() {
  const numbers = new Map();
  for (const item of items) numbers.set(item.k, (numbers.get(item.k) || 0) + 1);
  const failed = items.filter((item) => item.e).length;
  const choices = [["", "All", items.length], ...Object.entries(kindNames).filter(([kind]) => numbers.has(kind)).map(([kind, name]) => [kind, name, numbers.get(kind)])];
  if (failed) choices.push(["failed", "Failed", failed]);
  if (state.kind.startsWith("failed:")) choices.push([state.kind, label(state.kind.slice(7)), items.filter((item) => item.e?.kind === state.kind.slice(7)).length]);
  byID("kinds").replaceChildren(...choices.map(([kind, name, number]) =>
    el("button", { class: "choice", type: "button", "data-kind": kind, "aria-pressed": String(state.kind === kind), click: () => choose(kind) }, name, el("span", { class: "number" }, whole.format(number)))));
}

function choose(kind) {
  go({ kind, page: 1, item: "" });
  document.querySelector(`.choice[data-kind="${CSS.escape(kind)}"]`)?.focus();
}

function drawPager(pages) {
  const link = (page, text, isOff) => isOff ? el("span", { class: "step muted", "aria-disabled": "true" }, text)
    : el("a", { class: "step", href: address({ page, item: "" }), click: () => byID("results").scrollIntoView() }, text);
  byID("pager").hidden = pages === 1;
  byID("pager").replaceChildren(link(state.page - 1, "Previous", state.page === 1),
    el("span", {}, `Page ${whole.format(state.page)} of ${whole.format(pages)}`), link(state.page + 1, "Next", state.page === pages));
}

function listen() {
  byID("tools").addEventListener("submit", (event) => event.preventDefault());
  byID("query").addEventListener("input", () => refine({ q: byID("query").value }));
  byID("sort").addEventListener("change", () => refine({ sort: byID("sort").value }));
  window.addEventListener("hashchange", update);
  window.addEventListener("popstate", update);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    go({ item: "" });
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) go({ item: "" });
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isTyping = /^(INPUT|SELECT|TEXTAREA|AUDIO|VIDEO)$/.test(event.target.tagName);
    if (event.key === "/" && !isTyping && !dialog.open) {
      event.preventDefault();
      byID("query").focus();
    } else if (dialog.open && !isTyping && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      const next = shown[shown.indexOf(byRecord.get(state.item)) + (event.key === "ArrowRight" ? 1 : -1)];
      if (next) go({ item: next.r });
    }
  });
}

startTheme();
showOverview();
listen();
update();
