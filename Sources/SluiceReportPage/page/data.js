// The results. Their members have short names: Report/ReportItem.swift says what each is.
const items = [];
for (const chunk of document.querySelectorAll("script.items")) {
  for (const item of JSON.parse(chunk.textContent)) items.push(item);
  chunk.remove();
}
items.forEach((item, index) => (item.index = index));
const about = JSON.parse(byID("about").textContent);
const byRecord = new Map(items.map((item) => [item.r, item]));

const kindNames = {
  image: "Images", audio: "Audio", video: "Video", document: "Documents", text: "Text", other: "Other",
};

// Every word of a value, for the search.
function gather(value, into) {
  if (typeof value === "string") into.push(value);
  else if (Array.isArray(value)) for (const element of value) gather(element, into);
  else if (value && typeof value === "object") for (const element of Object.values(value)) gather(element, into);
  else if (typeof value === "number") into.push(String(value));
}

// Made when it is first asked for: most reports are looked at more often than searched.
function haystack(item) {
  if (item.haystack === undefined) {
    const texts = [item.n, item.h];
    gather([item.d, item.t, item.o, item.e, item.w, (item.l || []).map((line) => line.c)], texts);
    item.haystack = texts.join("\n").toLowerCase();
  }
  return item.haystack;
}
