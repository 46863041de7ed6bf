function card(item) {
  const title = el("a", { class: "open", href: address({ item: item.r }), dir: "auto" }, item.h);
  const text = item.e ? item.e.message : item.d;
  return el("li", { class: item.e ? "card failed" : "card" },
    preview(item),
    el("div", { class: "caption" },
      el("h3", {}, title),
      text ? words("p", "excerpt", text) : null,
      el("p", { class: "small muted" }, badge(item), words("span", "path", item.n))));
}

function badge(item) {
  if (item.e) return el("span", { class: "badge bad" }, "Failed");
  if (item.w) return el("span", { class: "badge warn" }, "Check");
  if (item.f.length > 1) return el("span", { class: "badge" }, count(item.f.length, "file"));
  return null;
}

function preview(item) {
  const frame = el("div", { class: "preview" });
  const picture = item.f.find((file) => file.k === "image" && file.u);
  const film = item.f.find((file) => file.k === "video" && file.u);
  if (picture) {
    const image = el("img", { src: picture.u, alt: item.a || item.h, loading: "lazy", decoding: "async" });
    image.addEventListener("error", () => frame.replaceChildren(sign(item, "cannot be shown")));
    frame.append(image);
  } else if (film && !item.e) {
    frame.append(sign(item));
    whenSeen(frame, () => still(frame, film.u));
  } else {
    frame.append(sign(item));
  }
  return frame;
}

// What stands for a file that has no picture, or whose picture is not there.
function sign(item, note) {
  const file = item.f[0];
  const why = note || (file && !file.u && file.k === "image" && !item.e ? "original not found" : "");
  return el("div", { class: "sign" }, icon(item.e ? "failed" : item.k), why ? el("span", { class: "small" }, why) : null, beginning(item));
}

// The first words of a recording or a text, where there is nothing to be seen.
function beginning(item) {
  if (item.e || item.k === "image" || item.k === "video") return null;
  const spoken = (item.l || []).flatMap((line) => line.c.slice(0, 4).map((cue) => cue[3])).join(" ");
  const text = spoken || (item.t !== item.d && item.t) || "";
  return text ? words("p", "beginning small", text.slice(0, 240)) : null;
}

// The first frames of a film, without its sound.
function still(frame, source) {
  const film = el("video", { src: `${source}#t=0.5`, preload: "metadata", muted: true, playsinline: true, tabindex: "-1", "aria-hidden": "true" });
  film.muted = true;
  film.addEventListener("loadeddata", () => frame.replaceChildren(film, el("span", { class: "mark" }, icon("video"))));
  film.load();
}

const seen = "IntersectionObserver" in window
  ? new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        seen.unobserve(entry.target);
        entry.target.whenSeen();
      }
    }, { rootMargin: "200px" })
  : null;

function whenSeen(element, work) {
  if (!seen) return;
  element.whenSeen = work;
  seen.observe(element);
}
