// A recording or a film with what is said in it: the list follows the sound, and the sound follows the list.
function playerView(item, file) {
  const player = el(file.k, { controls: true, preload: "metadata", src: file.u, "aria-label": `${label(file.k)}: ${item.h}` });
  player.addEventListener("error", () => player.replaceWith(missingView(file)));
  if (file.k === "video") addSubtitles(player, item);
  return player;
}

// As cues of our own making: a page from the file system may not load a subtitle file.
function addSubtitles(film, item) {
  const line = (item.l || []).find((line) => line.c.some(spoken));
  if (!line || !film.addTextTrack || typeof VTTCue === "undefined") return;
  const track = film.addTextTrack("subtitles", label(line.n), item.lang || "");
  for (const cue of line.c) {
    const [start, end, who] = cue;
    if (!(end > start) || !spoken(cue)) continue;
    const plain = `${who ? `${who}: ` : ""}${spoken(cue)}`;
    track.addCue(new VTTCue(start, end, plain.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")));
  }
  track.mode = "showing";
}

// Of a scene, what is said in it; of a segment, all of it.
function spoken(cue) {
  return cue.length > 4 ? cue[4] : cue[3];
}

function timelineView(line, player) {
  const rows = line.c.map(([start, , who, text, speech]) => {
    const parts = [el("span", { class: "time" }, clock(start)), words("span", "said", text || "–")];
    if (who) parts.splice(1, 0, words("span", "who", who));
    if (speech) parts.push(words("span", "said muted", `“${speech}”`));
    if (!player) return el("li", {}, el("div", { class: "cue" }, parts));
    return el("li", {}, el("button", { class: "cue", type: "button", click: () => seek(player, start) }, parts));
  });
  const list = el("ol", { class: "timeline", role: "list", tabindex: "-1" }, rows);
  if (player) follow(player, line.c, list);
  return el("section", { class: "cues" }, el("h3", {}, line.n === "segments" ? "Transcript" : label(line.n)), list);
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
