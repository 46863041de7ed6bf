// What is above the sheet: totals, the answer over all results, and causes of failure.
function showOverview() {
  const failed = items.filter((item) => item.e);
  // The title was written before all recipes were known.
  byID("title").textContent = document.title = about.title;
  byID("subtitle").textContent = [about.pipelines.join(", "), about.models.join(", "), span()].filter(Boolean).join(" · ");
  const totals = [["Results", whole.format(items.length)], ["Completed", whole.format(items.length - failed.length)], ["Failed", whole.format(failed.length)]];
  const sum = (read) => items.reduce((total, item) => total + (read(item) || 0), 0);
  const withTokens = items.filter((item) => item.q);
  if (withTokens.length) {
    totals.push(["Input tokens", whole.format(sum((item) => item.q?.[0]))], ["Output tokens", whole.format(sum((item) => item.q?.[1]))]);
    const priced = withTokens.filter((item) => item.c !== undefined);
    const cost = priced.length ? money(sum((item) => item.c)) : "not known";
    totals.push([priced.length && priced.length < withTokens.length ? `Cost of ${whole.format(priced.length)}` : "Cost", cost]);
  }
  byID("totals").replaceChildren(...totals.map(([name, value]) =>
    el("div", { class: name === "Failed" && failed.length ? "bad" : null }, el("dt", {}, name), el("dd", {}, value))));
  showMissing();
  showConclusion();
  showCauses(failed);
  // On a small screen the results come first, and the rest on demand.
  if (matchMedia("(max-width: 40rem)").matches) for (const panel of document.querySelectorAll("details.panel")) panel.open = false;
  byID("made").textContent = `Made by Sluice, ${moment(about.made)}. This page loads nothing from the network.`;
}

function span() {
  const times = items.map((item) => item.at).filter(Boolean).sort();
  if (!times.length) return "";
  return period(times[0], times[times.length - 1]);
}

function showMissing() {
  if (!about.missing) return;
  byID("missing").textContent = `${count(about.missing, "original")} ${about.missing === 1 ? "was" : "were"} not found, so the pictures and recordings are not all here. `
    + "Make the report again with --media FOLDER, the folder that the run's inputs were in.";
  byID("missing").hidden = false;
}

function showConclusion() {
  const answer = about.finally;
  if (!answer) return;
  const body = answer.error ? [words("p", "", `It could not be made: ${answer.error.message}`)]
    : [answer.data === undefined ? words("p", "prose", answer.text || "") : valueView(answer.data)];
  byID("conclusion-body").replaceChildren(...body);
  byID("conclusion").hidden = false;
}

function showCauses(failed) {
  if (!failed.length) return;
  const causes = new Map();
  for (const item of failed) {
    const cause = causes.get(item.e.kind) || { kind: item.e.kind, number: 0, example: item.e };
    cause.number += 1;
    causes.set(item.e.kind, cause);
  }
  const rows = [...causes.values()].sort((a, b) => b.number - a.number);
  byID("causes").replaceChildren(...rows.map(({ kind, number, example }) => el("li", {},
    el("div", {},
      el("p", {}, el("strong", {}, label(kind)), " ", el("span", { class: "muted" }, count(number, "file"))),
      words("p", "", number > 1 ? `For example: ${example.message}` : example.message),
      example.hint ? words("p", "muted", `What to do: ${example.hint}`) : null),
    el("a", { href: address({ kind: `failed:${kind}`, page: 1, q: "", item: "" }), "aria-label": `Show what failed: ${label(kind)}` }, "Show"))));
  byID("failed").textContent = whole.format(failed.length);
  byID("failures").hidden = false;
}
