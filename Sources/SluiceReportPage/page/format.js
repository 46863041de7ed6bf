const whole = new Intl.NumberFormat("en");

function count(number, noun) {
  return `${whole.format(number)} ${noun}${number === 1 ? "" : "s"}`;
}

function bytes(number) {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let unit = 0;
  while (number >= 1000 && unit < units.length - 1) {
    number /= 1000;
    unit += 1;
  }
  return `${number >= 10 || unit === 0 ? Math.round(number) : number.toFixed(1)} ${units[unit]}`;
}

function money(dollars) {
  return `$${dollars.toFixed(dollars >= 1 || dollars === 0 ? 2 : 4)}`;
}

// 3725.4 as 1:02:05.
function clock(seconds) {
  const all = Math.max(0, Math.floor(seconds));
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(all / 3600);
  const minutes = Math.floor(all / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(all % 60)}` : `${minutes}:${two(all % 60)}`;
}

const calendar = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

function moment(iso) {
  return period(iso, iso);
}

function period(first, last) {
  const [from, to] = [new Date(first), new Date(last)];
  return Number.isNaN(from.getTime()) || Number.isNaN(to.getTime()) ? "" : calendar.formatRange(from, to);
}

// alt_text as Alt text.
function label(key) {
  const plain = key.replace(/[_-]+/g, " ").trim();
  return plain ? plain[0].toUpperCase() + plain.slice(1) : key;
}
