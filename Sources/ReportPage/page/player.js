// A recording or a film with what is said in it: the list follows the sound, and the sound follows the list.
function playerView(item, file) {
  const player = el(file.k, { controls: true, preload: "metadata", src: file.u, "aria-label": `${label(file.k)}: ${item.h}` });
  player.addEventListener("error", () => player.replaceWith(missingView(file)));
  if (file.k === "video") addSubtitles(player, item);
  return player;
}

// As cues of our own making: a page from the file system may not load a subtitle file.
function addSubtitles(film, item) {
  const line = (item.l || []).find((line) => line.c.some((cue) => cue[3]));
  if (!line || !film.addTextTrack || typeof VTTCue === "undefined") return;
  const track = film.addTextTrack("subtitles", label(line.n), item.lang || "");
  for (const [start, end, who, text] of line.c) {
    if (!(end > start) || !text) continue;
    const plain = `${who ? `${who}: ` : ""}${text}`;
    track.addCue(new VTTCue(start, end, plain.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")));
  }
  track.mode = "showing";
}

function timelineView(line, player) {
  const rows = line.c.map(([start, , who, text]) => {
    const parts = [el("span", { class: "time" }, clock(start)), words("span", "said", text || "–")];
    if (who) parts.splice(1, 0, words("span", "who", who));
    if (!player) return el("li", {}, el("div", { class: "cue" }, parts));
    return el("li", {}, el("button", { class: "cue", type: "button", click: () => seek(player, start) }, parts));
  });
  const list = el("ol", { class: "timeline", role: "list", tabindex: "-1" }, rows);
  if (player) follow(player, line.c, list);
  return el("section", { class: "cues" }, el("h3", {}, label(line.n)), list);
}

function seek(player, start) {
  player.currentTime = start;
  player.play().catch(() => {});
}

// Marks the last line that has begun, and keeps it in sight.
function follow(player, cues, list) {
  let current = -1;
  const update = () => {
    let low = 0;
    let high = cues.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cues[middle][0] <= player.currentTime + 0.05) low = middle + 1;
      else high = middle;
    }
    if (low - 1 === current) return;
    list.children[current]?.firstChild.removeAttribute("aria-current");
    current = low - 1;
    const row = list.children[current];
    if (!row) return;
    row.firstChild.setAttribute("aria-current", "true");
    const room = list.clientHeight;
    if (row.offsetTop < list.scrollTop || row.offsetTop + row.offsetHeight > list.scrollTop + room) {
      list.scrollTop = row.offsetTop - room / 3;
    }
  };
  for (const event of ["timeupdate", "seeking", "seeked", "play"]) player.addEventListener(event, update);
}
