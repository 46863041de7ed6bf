// Makes an element. Whatever is a text becomes a text node: no name and no answer can become markup.
function el(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") element.addEventListener(key, value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null));
  return element;
}

function byID(id) {
  return document.getElementById(id);
}

// A text of somebody else's, which may be written from right to left.
function words(name, className, text) {
  return el(name, { class: className, dir: "auto" }, text);
}

const shapes = {
  image: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5h.01",
  audio: "M4 10v4M8 7v10M12 4v16M16 8v8M20 10v4",
  video: "M4 5h16v14H4zM10 9l5 3-5 3z",
  document: "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
  text: "M5 6h14M5 10h14M5 14h14M5 18h9",
  other: "M6 3h12v18H6zM12 9v4M12 16.5v.01",
  failed: "M12 4l9 16H3zM12 10v4M12 17v.01",
  close: "M6 6l12 12M18 6L6 18",
  previous: "M15 5l-7 7 7 7",
  next: "M9 5l7 7-7 7",
};

function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(space, "svg");
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", shapes[name] || shapes.other);
  picture.append(path);
  return picture;
}
