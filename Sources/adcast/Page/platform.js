// Whose number of the whole platform lies where: a preview, and the answer as a file.

class PlatformSection {
  #service;
  #form = document.getElementById("platform-form");
  #result = document.getElementById("platform-result");
  #preview = document.getElementById("platform-preview");
  #questions = new Questions();
  #addressOf;
  #file = null;
  /** What the fragment names, since choices come only with the model. */
  #wanted = {};

  static previewRows = 10;
  static inputNames = ["scenario", "task", "field", "above", "below", "order", "limit"];

  /**
   * @param {function(): void} changed is told when the inputs that make the view are others
   * @param {function(string): string} addressOf where the page shows an advertiser
   */
  constructor(service, changed, addressOf) {
    this.#service = service;
    this.#addressOf = addressOf;
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#wanted = this.#values;
      changed();
      this.show();
    });
  }

  get #values() {
    return Object.fromEntries(PlatformSection.inputNames.map((name) => [name, this.#form.elements[name].value]));
  }

  /** The inputs that make the view, once it was asked for. */
  get inputs() {
    return this.#wanted;
  }

  set inputs(inputs) {
    // An input that is not named has its default, and not what another view left in it.
    this.#form.reset();
    this.#wanted = Object.fromEntries(
      PlatformSection.inputNames.filter((name) => name in inputs).map((name) => [name, inputs[name]]));
    this.#fill();
  }

  /** Whether these inputs ask the same; one that is empty says no more than one that is missing. */
  isAskedAs(inputs) {
    return PlatformSection.inputNames.every((name) => (this.#wanted[name] || "") === (inputs[name] || ""));
  }

  #fill() {
    for (const [name, value] of Object.entries(this.#wanted)) this.#form.elements[name].value = value;
  }

  /** @param {{tasks: Object[], training_scenarios: string[], decision: string}} model of the version that answers */
  set model(model) {
    const { scenario, task, field } = this.#form.elements;
    const values = this.#values;
    const option = (name) => element("option", { value: name }, readable(name));
    scenario.replaceChildren(element("option", { value: "" }, "all of them"), ...model.training_scenarios.map(option));
    task.replaceChildren(...model.tasks.map((each) => option(each.name)));
    // A model without quantiles says so by its decision.
    for (const each of field.options) each.disabled = model.decision === "mean" && !["mean", "point"].includes(each.value);
    for (const name of ["scenario", "task"]) {
      if ([...this.#form.elements[name].options].some((each) => each.value === values[name])) this.#form.elements[name].value = values[name];
    }
    this.#fill();
  }

  /** Asks for what the form says, where the inputs name a question; otherwise there is no answer to show. */
  async show() {
    this.#clear();
    if (!this.#wanted.task) return;
    // The form may say something else when the answer comes.
    // A name that the form does not offer is asked for, too: the service says whether there is such a one.
    const asked = { ...this.#values, ...this.#wanted };
    this.#result.replaceChildren(element("p", { class: "hint" }, "Asking for the whole platform …"));
    await this.#questions.ask(async (signal) => {
      const response = await this.#service.post("/predict/bulk", platformRequest(asked), { accept: "text/csv", signal });
      this.#showTable(wholeTable(await response.text()), asked);
    }, (problem) => this.#result.replaceChildren(problemNotice(problem)));
  }

  #clear() {
    this.#questions.end();
    this.#result.replaceChildren();
    this.#preview.replaceChildren();
    if (this.#file) URL.revokeObjectURL(this.#file);
    this.#file = null;
  }

  #showTable({ text, heading, rows, count }, { task, field, limit }) {
    if (count === 0) {
      this.#result.replaceChildren(element("p", { class: "notice" }, "No advertiser’s number lies there."));
      return;
    }
    this.#file = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    const whole = count >= Number(limit) ? ", as many as were asked for" : "";
    this.#result.replaceChildren(element("p", {},
      `${counted(count, "row")}${whole}. `,
      element("a", { class: "button", href: this.#file, download: `${task}-${field}.csv` }, "Download as CSV")));
    const shown = rows.slice(0, PlatformSection.previewRows);
    this.#preview.replaceChildren(previewTable(heading, shown, count, this.#addressOf));
  }
}

/** The body that asks for what the inputs say. */
function platformRequest({ scenario, task, field, above, below, order, limit }) {
  const request = { all: true, tasks: [task], limit: Number(limit) };
  if (scenario) request.scenarios = [scenario];
  if (above !== "" || below !== "") {
    request.where = { task, field };
    if (above !== "") request.where.above = Number(above);
    if (below !== "") request.where.below = Number(below);
  }
  if (order !== "advertiser") request.order_by = { task, field, descending: order === "descending" };
  return request;
}

/**
 * The rows of a CSV answer. Its last row says that it is whole and is not part of the file, which holds forecasts alone.
 *
 * @returns {{text: string, heading: string[], rows: string[][], count: number}} only the first rows, and how many there are
 */
function wholeTable(text) {
  const end = text.lastIndexOf("\nend,");
  if (end < 0) throw new Problem(0, "The answer ended before it was whole. Try again.");
  const [, count, errors] = text.slice(end + 1).split(",");
  const forecasts = text.slice(0, end + 1);
  if (Number(errors) > 0) {
    const [, ...all] = csvRows(forecasts, Infinity);
    throw new Problem(0, all.map((row) => row.at(-1)).find((error) => error !== ""));
  }
  const [heading, ...rows] = csvRows(forecasts, PlatformSection.previewRows + 1);
  return { text: forecasts, heading, rows, count: Number(count) };
}

/** The first rows of CSV as RFC 4180 has it. */
function csvRows(text, limit) {
  const rows = [];
  let row = [];
  for (const [, quoted, plain, separator] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (separator === ",") continue;
    if (row.length > 1 || row[0] !== "") rows.push(row);
    if (rows.length === limit) break;
    row = [];
  }
  return rows;
}

/** The columns that a reader looks for; the file has all of them. */
function previewTable(heading, rows, count, addressOf) {
  const numbers = ["mean", "point", "p10", "p50", "p90"];
  const columns = ["advertiser", "scenario", "status", ...numbers.slice(0, 2), "active_probability", ...numbers.slice(2)]
    .map((name) => ({ name, index: heading.indexOf(name) }))
    .filter(({ index }) => rows.some((row) => row[index]));
  const cellText = (name, text) => {
    if (text === "") return missing;
    if (name === "active_probability") return probability(Number(text));
    if (numbers.includes(name)) return amount(Number(text));
    return name === "advertiser" ? text : readable(text);
  };
  const cells = rows.map((row) => ({
    cells: columns.map(({ name, index }) => name === "advertiser"
      ? element("a", { href: addressOf(row[index]) }, row[index])
      : cellText(name, row[index])),
  }));
  const unit = readable(rows[0][heading.indexOf("task")]);
  const caption = rows.length < count ? `The first ${rows.length} of ${wholeNumbers.format(count)}: ${unit}` : `All of them: ${unit}`;
  const numeric = columns.flatMap(({ name }, index) => (name === "active_probability" || numbers.includes(name) ? [index] : []));
  return dataTable(caption, columns.map(({ name }) => readable(name)), cells, numeric);
}
