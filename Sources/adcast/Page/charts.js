// Draws forecasts. Every drawing has a text that says the same.

/**
 * The interval of one forecast as a bar, with its median and its mean marked.
 *
 * @param {number} largest what the whole width stands for
 */
function intervalBar(prediction, largest) {
  const width = 200;
  const place = (value) => (largest > 0 ? Math.min(value / largest, 1) * (width - 6) + 3 : 3);
  const bar = drawing("svg", { class: "interval", viewBox: `0 0 ${width} 18`, role: "img", "aria-label": intervalText(prediction) },
    drawing("line", { class: "track", x1: 3, y1: 9, x2: width - 3, y2: 9 }));
  if (prediction.p10 !== undefined) {
    const [low, middle, high] = [prediction.p10, prediction.p50, prediction.p90].map(place);
    bar.append(
      drawing("rect", { class: "range", x: low - 1, y: 4, width: high - low + 2, height: 10, rx: 2 }),
      drawing("line", { class: "median", x1: middle, y1: 2, x2: middle, y2: 16 }));
  }
  bar.append(drawing("circle", { class: "mean", cx: place(prediction.mean), cy: 9, r: 2.5 }));
  return bar;
}

function intervalText(prediction) {
  if (prediction.p10 === undefined) return `mean ${amount(prediction.mean)}`;
  const [low, middle, high] = [prediction.p10, prediction.p50, prediction.p90].map(amount);
  return `p10 ${low}, median ${middle}, p90 ${high}, mean ${amount(prediction.mean)}`;
}

/** The least of 1, 2, 2.5, 5 and their tens that makes at most four steps of the whole. */
function roundStep(whole) {
  const power = 10 ** Math.floor(Math.log10(whole / 4));
  return [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((step) => step * 4 >= whole * (1 - 1e-9));
}

/**
 * Forecasts of one scenario and task by as-of day: the mean as a line, p10 to p90 as a band. A day without numbers is a gap.
 *
 * @param {{asOf: string, inSample: boolean, mean?: number, p10?: number, p90?: number}[]} points in order of their days
 * @param {{scenario: string, task: string, unit: string, days: number}} labels of what, and how many days a forecast is of
 */
function forecastChart(points, labels) {
  const [width, height, left, right, top, bottom] = [440, 230, 56, 14, 26, 50];
  const largest = Math.max(...points.flatMap((point) => [point.mean ?? 0, point.p90 ?? 0])) || 1;
  const step = roundStep(largest);
  const end = Math.ceil(largest / step - 1e-9) * step;
  const x = (index) => left + (points.length > 1 ? index / (points.length - 1) : 0.5) * (width - left - right);
  const y = (value) => height - bottom - (value / end) * (height - top - bottom);
  const chart = drawing("svg", {
    class: "chart", viewBox: `0 0 ${width} ${height}`, role: "img",
    "aria-label": `${readable(labels.task)} in ${readable(labels.scenario)} by as-of day. The table after it has the numbers.`,
  });
  for (let value = 0; value <= end + step / 2; value += step) {
    chart.append(
      drawing("line", { class: "grid", x1: left, y1: y(value), x2: width - right, y2: y(value) }),
      drawing("text", { class: "tick", x: left - 7, y: y(value) + 4, "text-anchor": "end" }, shortNumbers.format(value)));
  }
  const stride = Math.ceil(points.length / 4);
  points.forEach((point, index) => {
    if ((points.length - 1 - index) % stride !== 0) return;
    const anchor = index === points.length - 1 && points.length > 1 ? "end" : "middle";
    const place = anchor === "end" ? x(index) + 8 : x(index);
    chart.append(
      drawing("line", { class: "axis", x1: x(index), y1: y(0), x2: x(index), y2: y(0) + 4 }),
      drawing("text", { class: "tick", x: place, y: y(0) + 17, "text-anchor": anchor }, shortDay(point.asOf)));
  });
  chart.append(
    drawing("text", { class: "title", x: 4, y: 14 }, chartTitle(labels)),
    drawing("text", { class: "title", x: width - right, y: height - 8, "text-anchor": "end" }, "as-of day"));
  for (const stretch of stretches(points)) {
    chart.append(...bandOf(stretch, x, y));
    chart.append(drawing("polyline", { class: "line", points: stretch.map(({ point, index }) => `${x(index)},${y(point.mean)}`).join(" ") }));
    for (const { point, index } of stretch) {
      chart.append(drawing("circle", { class: point.inSample ? "point seen" : "point", cx: x(index), cy: y(point.mean), r: 3.5 },
        drawing("title", {}, `As of ${dayText(point.asOf)}: ${intervalText(point)}${point.inSample ? " (in sample)" : ""}`)));
    }
  }
  return chart;
}

function chartTitle({ task, unit, days: count }) {
  const what = isNamedAfter(task, unit) ? readable(task) : `${readable(task)} (${unit})`;
  return `${what} in the ${counted(count, "day")} after`;
}

/** The longest runs of days with numbers. */
function stretches(points) {
  const runs = [[]];
  points.forEach((point, index) => {
    if (point.mean === undefined) runs.push([]);
    else runs.at(-1).push({ point, index });
  });
  return runs.filter((run) => run.length > 0);
}

function bandOf(stretch, x, y) {
  if (stretch.some(({ point }) => point.p10 === undefined)) return [];
  if (stretch.length === 1) {
    const [{ point, index }] = stretch;
    return [drawing("line", { class: "whisker", x1: x(index), y1: y(point.p10), x2: x(index), y2: y(point.p90) })];
  }
  const upper = stretch.map(({ point, index }) => `${x(index)},${y(point.p90)}`);
  const lower = stretch.map(({ point, index }) => `${x(index)},${y(point.p10)}`).reverse();
  return [drawing("polygon", { class: "band", points: [...upper, ...lower].join(" ") })];
}

/** What the marks of a chart mean. */
function chartKey(points) {
  const words = points.some((point) => point.p10 !== undefined) ? "Line: mean. Band: p10 to p90." : "Line: mean.";
  const seen = points.some((point) => point.inSample)
    ? " Hollow: in sample, the model was trained on outcomes of the days that it forecasts there."
    : "";
  return element("p", { class: "hint" }, words + seen);
}

/** The numbers of a chart, for those who do not see it. */
function chartTable(points, labels) {
  const rows = points.map((point) => ({
    cells: [
      shortDay(point.asOf), amount(point.mean), amount(point.p10), amount(point.p50), amount(point.p90),
      point.inSample ? "yes" : "no",
    ],
  }));
  const table = dataTable(
    `${readable(labels.task)} in ${readable(labels.scenario)}, ${labels.unit}, by as-of day`,
    ["As of", "Mean", "p10", "p50", "p90", "In sample"], rows, [1, 2, 3, 4]);
  return element("details", {}, element("summary", {}, "The chart’s numbers"), table);
}
