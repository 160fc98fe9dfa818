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

  const ends = (lo, hi, words) => (lo != null && hi != null ? " [" + words(lo) + ", " + words(hi) + "]" : "");

  // at is the time of an arm at a size: as measured there, or between the two nearest
  // sizes along a straight line of logarithms. Garbage grows with the size itself. Outside
  // of what was measured there is neither.
  const at = (cases, arm, want) => {
    const points = cases.map((c) => {
      const a = c.arms.find((x) => x.name === arm);
      return a && { x: c.size, y: a.ns[0], lo: a.ns[1], hi: a.ns[2], cpu: a.cpu, b: a.garbage || 0, less: (a.longer || []).map((ns) => -ns) };
    }).filter(Boolean);
    const exact = points.find((p) => p.x === want);
    if (exact) return { ...exact, less: [0, 2, 1].map((i) => exact.less[i]), from: "measured at " + size(want) };
    const above = points.findIndex((p) => p.x > want);
    if (above < 1) return null;
    const [p, q] = [points[above - 1], points[above]];
    const t = Math.log(want / p.x) / Math.log(q.x / p.x);
    const mix = (u, v) => (u > 0 && v > 0 ? Math.exp(Math.log(u) + t * (Math.log(v) - Math.log(u))) : null);
    return { y: mix(p.y, q.y), lo: mix(p.lo, q.lo), hi: mix(p.hi, q.hi), cpu: mix(p.cpu, q.cpu), less: [0, 2, 1].map((i) => mix(p.less[i], q.less[i])), b: p.b + (q.b - p.b) * (want - p.x) / (q.x - p.x), from: "between " + size(p.x) + " and " + size(q.x) };
  };

  const scenarios = () => data.runs[Number($("run").value) || 0].scenarios.filter((s) => s.cases.length);
  const scenario = () => scenarios().find((x) => x.name === $("where").value);

  // slices are the cases that differ in size and passes alone. Those under other conditions,
  // such as a cold cache, stand behind the usual ones.
  const slices = (s) => {
    const all = new Map();
    for (const c of [...s.cases, ...s.other]) {
      const key = words(c.axes);
      if (!all.has(key)) all.set(key, []);
      all.get(key).push(c);
    }
    return all;
  };
  // typed is a size as the command reads it: a whole number of a unit.
  const typed = (n) => {
    const whole = Math.max(1, Math.round(n));
    for (const [unit, bytes] of [["GiB", 2 ** 30], ["MiB", 2 ** 20], ["KiB", 2 ** 10]]) if (whole % bytes === 0) return whole / bytes + unit;
    return whole + "B";
  };
  const say = (box, text, tag = "p") => {
    const e = document.createElement(tag);
    e.textContent = text;
    box.append(e);
  };

  const answer = () => {
    const box = $("answer");
    box.replaceChildren();
    const s = scenario();
    const want = bytes($("size").value), passes = Number($("passes").value), rate = Number($("rate").value);
    if (!s) return;
    const all = (slices(s).get($("axes").value) || []);
    const known = [...new Set(all.map((c) => c.passes))].sort((a, b) => a - b);
    const command = "bufbench run " + s.name + " -sizes " + (want > 0 ? typed(want) : "64KiB") + " -passes " + (passes >= 0 ? Math.round(passes) : 1) + $("axes").value.split(" ").filter(Boolean).map((a) => " -axis " + a).join("");
    if (!(want > 0) || !(passes >= 0)) return say(box, "Type a size such as 48KiB, and a number of passes.");
    const cases = all.filter((c) => c.passes === passes).sort((a, b) => a.size - b.size);
    if (!cases.length) return say(box, "With " + passes + " passes it was not measured (" + known.join(", ") + " were). To measure it: " + command);
    const names = [...new Set(cases.flatMap((c) => c.arms.map((a) => a.name)))];
    const found = names.map((name) => ({ name, ...at(cases, name, want) })).filter((f) => f.y > 0).sort((a, b) => a.y - b.y);
    if (found.length < 2) {
      const [least, most] = [cases[0].size, cases[cases.length - 1].size];
      return say(box, "Outside of what was measured (" + (least === most ? "only " + size(least) : size(least) + " to " + size(most)) + "). To measure it: " + command);
    }
    const best = found[0], copy = found.find((f) => f.name === "copy") || found[found.length - 1];
    const clear = best.hi && found[1].lo && best.hi < found[1].lo;
    say(box, clear ? best.name.toUpperCase() + ": " + time(best.y) + ends(best.lo, best.hi, time) + " per operation, " + best.from : best.name + " and " + found[1].name + " take about as long: " + time(best.y) + " and " + time(found[1].y) + ", " + best.from, "strong");
    if (copy !== best) {
      // The difference of pairs is surer than that of two medians.
      const [paired, lo, hi] = best.less || [];
      const saves = paired > 0 && copy.name === "copy" ? paired : copy.y - best.y;
      let line = "It saves " + time(saves) + (saves === paired ? ends(lo, hi, time) : "") + " per operation against " + copy.name;
      if (rate > 0) line += ", " + +((copy.cpu - best.cpu) * rate / 1e9).toPrecision(2) + " CPU at " + rate + "/s with the collector, and " + size(Math.max(0, copy.b - best.b) * rate) + "/s of garbage";
      say(box, line + ".");
      const kept = found.find((f) => f.name === "reuse");
      if (kept && best.name.startsWith("view") && saves > 0) {
        const safe = saves === paired && kept.less && kept.less[0] > 0 ? kept.less[0] : copy.y - kept.y;
        say(box, "A kept buffer saves " + Math.max(0, Math.round(100 * safe / saves)) + " % of that, without a view's duties.");
      }
    }
    const owed = best.name.startsWith("view") || (!clear && found[1].name.startsWith("view"));
    if (owed && s.card.valid) say(box, "You owe: " + s.card.valid + " " + s.card.failure);
    say(box, "To measure it: " + command);
  };

  const fill = (select, values) => select.replaceChildren(...values.map((v) => new Option(v || "as usual", v)));
  const chosen = () => {
    const s = scenario();
    fill($("axes"), s ? [...slices(s).keys()] : []);
    $("axes").parentElement.hidden = $("axes").options.length < 2;
    answer();
  };

  // The hash holds the case of the form, or the filter: #PyBuffer/size=4KiB, #filter=Py.
  const hash = () => decodeURIComponent(location.hash.slice(1)).split("/");
  const note = () => history.replaceState(null, "", "#" + [$("where").value, "size=" + $("size").value, "passes=" + $("passes").value].map((s) => encodeURIComponent(s).replaceAll("%3D", "=")).join("/"));
  const filter = () => {
    const wanted = $("filter").value.trim().toLowerCase();
    const off = (name) => !name.toLowerCase().includes(wanted);
    for (const card of document.querySelectorAll("article")) card.hidden = off(card.id);
    for (const row of document.querySelectorAll("g.row")) row.classList.toggle("off", off(row.dataset.name));
  };
  const follow = () => {
    const [name, ...settings] = hash();
    if (name.startsWith("filter=")) {
      $("filter").value = name.slice("filter=".length);
      return filter();
    }
    if (!scenarios().some((s) => s.name === name)) return;
    $("where").value = name;
    for (const [key, value] of settings.map((one) => one.split("="))) if ((key === "size" || key === "passes") && value) $(key).value = value;
    chosen();
    const card = document.getElementById(name);
    if (card && settings.length) card.scrollIntoView();
  };
  if (scenarios().length) {
    $("run").replaceChildren(...data.runs.map((r, i) => new Option(r.name, i)));
    $("runs").hidden = data.runs.length < 2;
    const begin = () => {
      const before = $("where").value || "CMemory";
      fill($("where"), scenarios().map((s) => s.name));
      if (scenarios().some((s) => s.name === before)) $("where").value = before;
      chosen();
    };
    begin();
    $("run").addEventListener("change", begin);
    $("where").addEventListener("change", () => { chosen(); note(); });
    for (const id of ["axes", "size", "passes", "rate"]) $(id).addEventListener("input", () => { answer(); note(); });
    $("form").addEventListener("submit", (e) => e.preventDefault());
    $("case").hidden = false;
    $("filtering").hidden = false;
    $("filter").addEventListener("input", () => { filter(); history.replaceState(null, "", "#filter=" + encodeURIComponent($("filter").value)); });
    addEventListener("hashchange", follow);
    follow();
  }

  // The figures of a card as text: the cells of its table.
  const rowsOf = (button) => [...button.closest("details").querySelectorAll("tr")].map((tr) => [...tr.children].map((c) => c.textContent));
  const texts = {
    markdown: (rows) => {
      const line = (cells) => "| " + cells.map((c) => c.replaceAll("|", "\\|")).join(" | ") + " |";
      return [line(rows[0]), line(rows[0].map(() => "---")), ...rows.slice(1).map(line)].join("\n");
    },
    csv: (rows) => rows.map((cells) => cells.map((c) => (/^[=+@-]/.test(c) ? "'" + c : c)).map((c) => (/[",\n]/.test(c) ? '"' + c.replaceAll('"', '""') + '"' : c)).join(",")).join("\r\n"),
  };
  for (const p of document.querySelectorAll("p.buttons")) p.hidden = !navigator.clipboard;
  for (const [kind, text] of Object.entries(texts)) {
    for (const button of document.querySelectorAll("button." + kind)) button.addEventListener("click", () => navigator.clipboard.writeText(text(rowsOf(button))));
  }
})();
