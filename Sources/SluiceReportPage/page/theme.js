// Light or dark as the system has it, until somebody chooses. Private windows may not remember the choice.
const systemDark = matchMedia("(prefers-color-scheme: dark)");

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : systemDark.matches;
}

function nameTheme() {
  byID("theme").textContent = isDark() ? "Light" : "Dark";
  byID("theme").setAttribute("aria-label", `Switch to ${isDark() ? "light" : "dark"} colours`);
}

function startTheme() {
  try {
    const kept = localStorage.getItem("sluice-theme");
    if (kept === "dark" || kept === "light") document.documentElement.dataset.theme = kept;
  } catch {}
  byID("theme").addEventListener("click", () => {
    const next = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    try {
      localStorage.setItem("sluice-theme", next);
    } catch {}
    nameTheme();
  });
  systemDark.addEventListener("change", nameTheme);
  nameTheme();
}
