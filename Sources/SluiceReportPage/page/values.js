// Shows the JSON of an answer as a person would write it down.
function valueView(value, depth = 0) {
  if (value === null || value === undefined || value === "") return el("span", { class: "muted" }, "–");
  if (typeof value === "string") return words("span", "prose", value);
  if (typeof value === "boolean") return el("span", {}, value ? "yes" : "no");
  if (typeof value === "number") return el("span", {}, String(value));
  if (depth > 8) return el("code", {}, JSON.stringify(value));
  if (Array.isArray(value)) return listView(value, depth);
  return fieldsView(value, depth);
}

function listView(list, depth) {
  if (list.length === 0) return el("span", { class: "muted" }, "–");
  const isObject = (element) => element && typeof element === "object";
  if (!list.some(isObject)) {
    const isTags = list.every((element) => String(element).length <= 40);
    if (isTags) return el("ul", { class: "tags", role: "list" }, list.map((tag) => el("li", {}, tagView(String(tag)))));
    return el("ul", {}, list.map((element) => el("li", {}, valueView(element, depth + 1))));
  }
  return tableView(list, depth) || el("ul", {}, list.map((element) => el("li", {}, valueView(element, depth + 1))));
}

function tagView(tag) {
  return el("button", { class: "tag", type: "button", dir: "auto", title: `Search for ${tag}`, click: () => searchFor(tag) }, tag);
}

// Objects with a few plain fields each are rows.
function tableView(list, depth) {
  const columns = [];
  for (const row of list) {
    if (!row || typeof row !== "object" || Array.isArray(row)) return null;
    for (const [key, value] of Object.entries(row)) {
      if (value && typeof value === "object") return null;
      if (!columns.includes(key)) columns.push(key);
    }
  }
  if (columns.length > 6) return null;
  const head = el("tr", {}, columns.map((key) => el("th", { scope: "col", dir: "auto" }, label(key))));
  const rows = list.map((row) => el("tr", {}, columns.map((key) => el("td", {}, valueView(row[key], depth + 1)))));
  return el("div", { class: "wide" }, el("table", {}, el("thead", {}, head), el("tbody", {}, rows)));
}

function fieldsView(object, depth) {
  const rows = Object.entries(object).map(([key, value]) =>
    el("div", {}, words("dt", "", label(key)), el("dd", {}, valueView(value, depth + 1), copyButton(value))));
  return el("dl", { class: "fields" }, rows);
}

function copyButton(value) {
  if (typeof value !== "string" || value.length < 20 || !navigator.clipboard) return null;
  const button = el("button", { class: "copy", type: "button" }, "Copy");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(value);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Not allowed here";
    }
  });
  return button;
}
