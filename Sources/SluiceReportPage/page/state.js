// What is shown. It is in the address too, so that a reload, a bookmark and the way back show the same.
const pageSize = 60;
const state = { q: "", kind: "", sort: "folder", page: 1, item: "" };

function readAddress() {
  const parts = new URLSearchParams(location.hash.startsWith("#?") ? location.hash.slice(2) : "");
  state.q = parts.get("q") || "";
  state.kind = parts.get("kind") || "";
  state.sort = parts.get("sort") || "folder";
  state.page = Math.max(1, Number.parseInt(parts.get("page"), 10) || 1);
  state.item = parts.get("item") || "";
}

function address(changes) {
  const next = { ...state, ...changes };
  const parts = new URLSearchParams();
  if (next.q) parts.set("q", next.q);
  if (next.kind) parts.set("kind", next.kind);
  if (next.sort !== "folder") parts.set("sort", next.sort);
  if (next.page > 1) parts.set("page", String(next.page));
  if (next.item) parts.set("item", next.item);
  return `#?${parts}`;
}

function matches(item, terms) {
  if (state.kind === "failed" ? !item.e : state.kind.startsWith("failed:") ? item.e?.kind !== state.kind.slice(7)
    : state.kind && item.k !== state.kind) return false;
  return terms.every((term) => haystack(item).includes(term));
}

const orders = {
  title: (a, b) => a.h.localeCompare(b.h, undefined, { numeric: true }),
  newest: (a, b) => (b.at || "").localeCompare(a.at || ""),
  tokens: (a, b) => (b.q ? b.q[0] + b.q[1] : 0) - (a.q ? a.q[0] + a.q[1] : 0),
};

function findItems() {
  const terms = state.q.toLowerCase().split(/\s+/).filter(Boolean);
  const found = items.filter((item) => matches(item, terms));
  if (orders[state.sort]) found.sort((a, b) => orders[state.sort](a, b) || a.index - b.index);
  return found;
}
