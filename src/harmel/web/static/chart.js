// The charts of a page, drawn again by uPlot from the table beside each: the day under the pointer, and a closer look by
// dragging over some of them (twice clicked, all are shown). The server's drawing stays for print and where no script runs.
"use strict";

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function read(plot) {
  const columns = plot.dataset.columns.split(",").map(Number);
  const rows = [...document.querySelectorAll(`#${plot.dataset.table} tbody tr`)];
  const heads = document.querySelectorAll(`#${plot.dataset.table} thead th`);
  const cell = (row, n) => row.children[n].textContent.trim().replaceAll(",", "").replace("−", "-").replace("+", "");
  const value = (text) => (text === "" || Number.isNaN(Number(text)) ? null : Number(text));
  const days = rows.map((row) => Date.parse(`${cell(row, 0)}T00:00:00Z`) / 1000);
  return {
    names: columns.map((n) => heads[n].textContent),
    data: [days, ...columns.map((n) => rows.map((row) => value(cell(row, n))))],
  };
}

function lines(kind) {
  if (kind === "coverage") {
    const bars = uPlot.paths.bars({ size: [0.9, 48] });
    return [
      { stroke: colour("--bars"), fill: colour("--bars"), paths: bars, points: { show: false } },
      { stroke: colour("--three"), width: 1.5, points: { show: false } },
    ];
  }
  return [
    { stroke: colour("--one"), width: 2, spanGaps: false },
    { stroke: colour("--two"), width: 2, dash: [6, 3], spanGaps: false },
  ];
}

function tell(plot, names) {
  const said = plot.nextElementSibling?.classList.contains("reading") ? plot.nextElementSibling : document.createElement("p");
  const idle = "Point at the chart to read it; drag over some of it to look closer, click twice to see all.";
  said.className = "reading";
  said.setAttribute("aria-hidden", "true");
  said.textContent = idle;
  plot.after(said);
  return (chart) => {
    const at = chart.cursor.idx;
    const value = (n) => chart.data[n + 1][at]?.toLocaleString("en-GB") ?? "none";
    said.textContent = at === null || at === undefined
      ? idle : `${new Date(chart.data[0][at] * 1e3).toISOString().slice(0, 10)}  ${names.map((name, n) => `${name} ${value(n)}`).join(" · ")}`;
  };
}

function within(days) {
  const half = days.length > 1 ? (days[days.length - 1] - days[0]) / (days.length - 1) / 2 : 43200;
  return (_, low, high) => [low - half, high + half];
}

const DAY = 86400;
function labels(_, stamps, __, ___, step) {
  const parts = step < 28 * DAY ? { day: "numeric", month: "short" } : step < 360 * DAY ? { month: "short", year: "numeric" } : { year: "numeric" };
  return stamps.map((stamp) => new Date(stamp * 1e3).toLocaleDateString("en-GB", { ...parts, timeZone: "UTC" }));
}

function options(plot, names, days) {
  const kind = plot.dataset.kind;
  const axis = { stroke: colour("--soft"), grid: { stroke: colour("--rule"), width: 1 }, ticks: { show: false }, font: "12px sans-serif" };
  const whole = kind === "score" ? {} : { incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000] };
  return {
    width: plot.clientWidth,
    height: kind === "coverage" ? 130 : Math.min(300, Math.max(200, plot.clientWidth * 0.36)),
    tzDate: (stamp) => uPlot.tzDate(new Date(stamp * 1e3), "UTC"),
    cursor: { sync: { key: "days" }, y: false },
    legend: { show: false },
    hooks: { setCursor: [tell(plot, names)] },
    scales: { x: { range: within(days) }, y: { range: (_, low, high) => [kind === "score" ? Math.min(low, 0) : 0, Math.max(high, kind === "score" ? 0 : 1)] } },
    axes: [{ ...axis, grid: { show: false }, values: labels, space: 70 }, { ...axis, ...whole, size: 46 }],
    series: [
      { label: "From" },
      ...lines(kind).map((line, n) => ({ ...line, label: names[n] })),
    ],
  };
}

function draw(plot) {
  const found = read(plot);
  if (found.data[0].length < 12) return; // so few are labelled better by the server
  plot.querySelector(".uplot")?.remove();
  const picture = plot.querySelector("svg");
  const made = new uPlot(options(plot, found.names, found.data[0]), found.data, plot);
  made.root.setAttribute("role", "img");
  made.root.setAttribute("aria-label", picture.getAttribute("aria-label"));
  picture.setAttribute("hidden", "");
}

const all = () => document.querySelectorAll(".plot[data-table]").forEach(draw);
let wide = 0;
addEventListener("resize", () => {
  if (wide !== innerWidth) { wide = innerWidth; all(); }
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", all);
all();
