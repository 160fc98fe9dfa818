"use strict";
// Answers for the reader's own case, from the JSON of the page. Without this script
// everything else on the page is there.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const words = (axes) => Object.keys(axes).sort().map((k) => k + "=" + axes[k]).join(" ");
  const units = { "": 1, B: 1, K: 1024, KB: 1024, KIB: 1024, M: 1 << 20, MB: 1 << 20, MIB: 1 << 20, G: 2 ** 30, GB: 2 ** 30, GIB: 2 ** 30 };
  const bytes = (text) => {
    const m = /^\s*([0-9]*\.?[0-9]+)\s*([a-z]*)\s*$/i.exec(text);
    const u = m && units[m[2].toUpperCase()];
    return m && u ? Number(m[1]) * u : NaN;
  };
  const size = (n) => {
    for (const [u, f] of [["GiB", 2 ** 30], ["MiB", 1 << 20], ["KiB", 1024]]) if (n >= f) return +(n / f).toPrecision(3) + u;
    return Math.round(n) + "B";
  };
  const time = (ns) => {
    const a = Math.abs(ns);
    for (const [u, f] of [["s", 1e9], ["ms", 1e6], ["µs", 1e3]]) if (a >= f) return +(ns / f).toPrecision(3) + u;
    return +ns.toPrecision(3) + "ns";
  };

  // at is the time of an arm at a size: as measured there, or between the two nearest
  // sizes along a straight line of logarithms. Outside of what was measured there is none.
  const at = (cases, arm, want) => {
    const points = cases.map((c) => {
      const a = c.arms.find((x) => x.name === arm);
      return a && { x: c.size, y: a.ns[0], lo: a.ns[1], hi: a.ns[2], b: a.garbage || 0 };
    }).filter(Boolean);
    const exact = points.find((p) => p.x === want);
    if (exact) return { ...exact, from: "measured at " + size(want) };
    const above = points.findIndex((p) => p.x > want);
    if (above < 1) return null;
    const [p, q] = [points[above - 1], points[above]];
    const t = Math.log(want / p.x) / Math.log(q.x / p.x);
    const mix = (u, v) => (u > 0 && v > 0 ? Math.exp(Math.log(u) + t * (Math.log(v) - Math.log(u))) : null);
    return { y: mix(p.y, q.y), lo: mix(p.lo, q.lo), hi: mix(p.hi, q.hi), b: p.b + t * (q.b - p.b), from: "between " + size(p.x) + " and " + size(q.x) };
  };

  const slices = (s) => {
    const all = new Map();
    for (const c of s.cases) {
      const key = words(c.axes);
      if (!all.has(key)) all.set(key, []);
      all.get(key).push(c);
    }
    return all;
  };
  const say = (box, text, tag = "p") => {
    const e = document.createElement(tag);
    e.textContent = text;
    box.append(e);
  };

  const answer = () => {
    const box = $("answer");
    box.replaceChildren();
    const s = data.scenarios.find((x) => x.name === $("where").value);
    const want = bytes($("size").value), passes = Number($("passes").value), rate = Number($("rate").value);
    if (!s) return;
    const all = (slices(s).get($("axes").value) || []);
    const known = [...new Set(all.map((c) => c.passes))].sort((a, b) => a - b);
    const command = "bufbench run " + s.name + " -sizes " + (want > 0 ? size(want) : "64KiB") + " -passes " + (passes >= 0 ? passes : 1);
    if (!(want > 0) || !(passes >= 0)) return say(box, "Type a size such as 48KiB, and a number of passes.");
    const cases = all.filter((c) => c.passes === passes).sort((a, b) => a.size - b.size);
    if (!cases.length) return say(box, "With " + passes + " passes it was not measured (" + known.join(", ") + " were). To measure it: " + command);
    const names = [...new Set(cases.flatMap((c) => c.arms.map((a) => a.name)))];
    const found = names.map((name) => ({ name, ...at(cases, name, want) })).filter((f) => f.y > 0).sort((a, b) => a.y - b.y);
    if (found.length < 2) return say(box, "Outside of what was measured (" + size(cases[0].size) + " to " + size(cases[cases.length - 1].size) + "). To measure it: " + command);
    const best = found[0], copy = found.find((f) => f.name === "copy") || found[found.length - 1];
    const clear = best.hi && found[1].lo && best.hi < found[1].lo;
    say(box, clear ? best.name.toUpperCase() + ": " + time(best.y) + " per operation, " + best.from : best.name + " and " + found[1].name + " take about as long: " + time(best.y) + " and " + time(found[1].y) + ", " + best.from, "strong");
    if (copy !== best) {
      let line = "It saves " + time(copy.y - best.y) + " per operation against " + copy.name;
      if (rate > 0) line += ", " + ((copy.y - best.y) * rate / 1e9).toPrecision(2) + " CPU at " + rate + "/s, and " + size(Math.max(0, copy.b - best.b) * rate) + "/s of garbage";
      say(box, line + ".");
      const kept = found.find((f) => f.name === "reuse");
      if (kept && best.name === "view" && copy.y > best.y) say(box, "A kept buffer saves " + Math.max(0, Math.round(100 * (copy.y - kept.y) / (copy.y - best.y))) + " % of that, without a view's duties.");
    }
    say(box, "You owe: " + s.card.valid + " " + s.card.failure);
    say(box, "To measure it: " + command);
  };

  const fill = (select, values) => select.replaceChildren(...values.map((v) => new Option(v || "as it is", v)));
  const chosen = () => {
    const s = data.scenarios.find((x) => x.name === $("where").value);
    fill($("axes"), s ? [...slices(s).keys()] : []);
    $("axes").parentElement.hidden = $("axes").options.length < 2;
    answer();
  };
  const scenarios = data.scenarios.filter((s) => s.cases.length);
  if (scenarios.length) {
    fill($("where"), scenarios.map((s) => s.name));
    const preferred = scenarios.find((s) => s.name === "CMemory");
    const fromHash = decodeURIComponent(location.hash.slice(1)).split("/")[0];
    if (preferred) $("where").value = "CMemory";
    if (scenarios.some((s) => s.name === fromHash)) $("where").value = fromHash;
    const given = /size=([^/]+)/.exec(decodeURIComponent(location.hash));
    if (given) $("size").value = given[1];
    $("where").addEventListener("change", chosen);
    for (const id of ["axes", "size", "passes", "rate"]) $(id).addEventListener("input", answer);
    $("form").addEventListener("submit", (e) => e.preventDefault());
    $("case").hidden = false;
    chosen();
  }
  for (const button of document.querySelectorAll("button.copy")) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", () => {
      const rows = [...button.closest("article").querySelectorAll("details table tr")].map((tr) => [...tr.children].map((c) => c.textContent));
      const line = (cells) => "| " + cells.join(" | ") + " |";
      navigator.clipboard.writeText([line(rows[0]), line(rows[0].map(() => "---")), ...rows.slice(1).map(line)].join("\n"));
    });
  }
})();
