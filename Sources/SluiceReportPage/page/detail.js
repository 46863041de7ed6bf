// One result, whole.
const dialog = byID("detail");
let opener = null;

function openDetail(item) {
  if (dialog.open && lastItem === item.r) return;
  stopPlayers();
  dialog.replaceChildren(detailView(item));
  dialog.scrollTop = 0;
  if (!dialog.open) {
    opener = document.activeElement;
    dialog.showModal();
  }
  byID("detail-title").focus();
}

function closeDetail() {
  if (!dialog.open) return;
  stopPlayers();
  dialog.close();
  dialog.replaceChildren();
  const card = [...document.querySelectorAll("a.open")].find((link) => link.item === lastItem);
  (card || opener)?.focus();
}

function stopPlayers() {
  for (const player of dialog.querySelectorAll("audio, video")) player.pause();
}

let lastItem = "";

function detailView(item) {
  lastItem = item.r;
  const place = shown.indexOf(item);
  const step = (offset, name, text) => {
    const other = shown[place + offset];
    return el("button", { class: "quiet", type: "button", "aria-label": text, title: text, disabled: place < 0 || !other, click: () => go({ item: other.r }) }, icon(name));
  };
  const bar = el("div", { class: "bar" },
    el("h2", { id: "detail-title", tabindex: "-1", dir: "auto" }, item.h),
    el("div", { class: "buttons" }, step(-1, "previous", "Previous result"), step(1, "next", "Next result"),
      el("button", { class: "quiet", type: "button", "aria-label": "Close", title: "Close", click: () => go({ item: "" }) }, icon("close"))));
  const player = { element: null };
  const media = item.f.map((file) => mediaView(item, file, player));
  // Pictures and films stand beside the text; a player, or a link to a document, above it.
  const isTall = item.f.some((file) => file.k === "image" || file.k === "video");
  const texts = [problemView(item), ...(item.l || []).map((line) => timelineView(line, player.element)), answerView(item), factsView(item)];
  return el("div", { class: "page" }, bar, el("div", { class: isTall ? "columns" : "columns stacked" }, el("div", { class: "media" }, media), el("div", { class: "texts" }, texts)));
}

function mediaView(item, file, player) {
  const name = el("p", { class: "small muted" }, file.u ? el("a", { href: file.u, target: "_blank", rel: "noopener", dir: "auto" }, file.p) : words("span", "", file.p));
  if (!file.u) return el("figure", {}, missingView(file), name);
  if (file.k === "image") {
    const image = el("img", { src: file.u, alt: item.a || item.h });
    image.addEventListener("error", () => image.replaceWith(missingView(file, "This browser cannot show the picture.")));
    return el("figure", {}, image, name);
  }
  if (file.k === "audio" || file.k === "video") {
    const view = playerView(item, file);
    player.element ||= view;
    return el("figure", {}, view, name);
  }
  const sheet = el("a", { class: "sheetlink", href: file.u, target: "_blank", rel: "noopener" }, icon(file.k), "Open the original");
  return el("figure", {}, sheet, name);
}

function missingView(file, why) {
  return el("div", { class: "sign large" }, icon(file.k), el("span", {}, why || "The original was not found."));
}

function problemView(item) {
  const parts = [];
  if (item.e) {
    parts.push(words("p", "", item.e.message));
    if (item.e.hint) parts.push(words("p", "", `What to do: ${item.e.hint}`));
    parts.push(el("p", { class: "small" }, `Cause: ${item.e.kind}${item.e.retryable ? ", may succeed when tried again" : ""}`));
  }
  for (const warning of item.w || []) parts.push(words("p", "", warning));
  if (parts.length === 0) return null;
  return el("div", { class: item.e ? "notice bad" : "notice" }, parts);
}

function answerView(item) {
  if (item.o !== undefined) return el("section", {}, el("h3", {}, "Answer"), valueView(item.o));
  if (!item.t) return null;
  return el("section", {}, el("h3", {}, "Answer"), words("p", "prose", item.t), copyButton(item.t));
}

function factsView(item) {
  const facts = [];
  const fact = (name, value) => value && facts.push(el("div", {}, el("dt", {}, name), el("dd", { dir: "auto" }, value)));
  for (const file of item.f) fact(item.f.length > 1 ? label(file.k) : "File", [file.t, file.b === undefined ? "" : bytes(file.b)].filter(Boolean).join(" · "));
  if (typeof item.len === "number") fact("Length", clock(item.len));
  fact("Recipe", item.p);
  fact("Model", item.m);
  if (item.q) fact("Tokens", `${whole.format(item.q[0])} in, ${whole.format(item.q[1])} out`);
  if (item.c !== undefined) fact("Cost", money(item.c));
  fact("Begun", item.at && moment(item.at));
  fact("Record", el("a", { href: item.u, target: "_blank", rel: "noopener", dir: "auto" }, item.r));
  return el("section", {}, el("h3", {}, "About"), el("dl", { class: "facts" }, facts));
}
