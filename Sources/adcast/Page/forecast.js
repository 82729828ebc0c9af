// The forecast of one advertiser, and how it was in the weeks before.

class ForecastSection {
  #service;
  #form = document.getElementById("forecast-form");
  #result = document.getElementById("forecast-result");
  #scenarios = document.getElementById("forecast-scenarios");
  #forecasts = new Questions();
  #histories = new Questions();
  #answer = null;
  #chosenTask = "";
  #changed;
  #tasks = new Map();

  static weeks = 8;

  /** @param {function(): void} changed is told when the inputs that make the view are others */
  constructor(service, changed) {
    this.#service = service;
    this.#changed = changed;
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#changed();
      this.show();
    });
  }

  /** The inputs that make the view. */
  get inputs() {
    const { advertiser, as_of } = this.#form.elements;
    return { advertiser: advertiser.value.trim(), as_of: as_of.value, history: this.#chosenTask };
  }

  set inputs(inputs) {
    this.#form.elements.advertiser.value = inputs.advertiser ?? "";
    this.#form.elements.as_of.value = inputs.as_of ?? "";
    this.#chosenTask = inputs.history ?? "";
  }

  /** @param {{tasks: Object[], horizon_days: number}} model of the version that answers */
  set model(model) {
    this.#tasks = new Map(model.tasks.map((task) => [task.name, { ...task, horizonDays: model.horizon_days }]));
  }

  set newestDay(day) {
    this.#form.elements.as_of.max = day ?? "";
  }

  /** Asks for the forecast that the inputs name, if they name one. */
  async show() {
    const { advertiser, as_of } = this.inputs;
    this.#answer = null;
    this.#scenarios.replaceChildren();
    document.title = advertiser ? `${advertiser} – Adcast` : "Adcast";
    if (!advertiser) {
      this.#forecasts.end();
      this.#result.replaceChildren();
      return;
    }
    this.#result.replaceChildren(element("p", { class: "hint" }, "Forecasting …"));
    await this.#forecasts.ask(async (signal) => {
      const request = as_of ? { advertiser, as_of } : { advertiser };
      const response = await this.#service.post("/predict", request, { signal });
      this.#answer = await response.json();
      this.#result.replaceChildren(...this.#summary());
      this.#scenarios.replaceChildren(...this.#cards());
      await this.#showHistory();
    }, (problem) => this.#result.replaceChildren(problemNotice(problem)));
  }

  #summary() {
    const answer = this.#answer;
    const lines = [
      element("p", {},
        element("strong", {}, answer.advertiser ?? ""), ` from ${dayText(answer.from)} to ${dayText(answer.to)}, as of `,
        `${dayText(answer.as_of)}, by model version ${answer.model_version}. ${pointText(answer.decision)}; only means add up.`),
    ];
    if (answer.in_sample) {
      lines.push(notice("In sample: the model was trained on outcomes of these days, so this does not show how well it forecasts."));
    }
    if (answer.predictions.length === 0) {
      lines.push(notice("The advertiser was active in no scenario in the window: there is nothing to forecast from."));
    } else if (answer.predictions.some((prediction) => prediction.p10 !== undefined)) {
      lines.push(element("p", { class: "hint" },
        "Bars reach from p10 to p90, with a stroke at the median and a ring at the mean; those of a task share one scale."));
    }
    return lines;
  }

  #cards() {
    const byScenario = Map.groupBy(this.#answer.predictions, (prediction) => prediction.scenario);
    return [...byScenario].map(([scenario, predictions]) => this.#card(scenario, predictions));
  }

  #card(scenario, predictions) {
    const headings = ["Task", "Mean", "Point", "Active", "p10 – p90"];
    const rows = predictions.map((prediction) => ({
      cells: [
        this.#taskButton(prediction), amount(prediction.mean), amount(prediction.point),
        probability(prediction.active_probability), this.#interval(prediction),
      ],
    }));
    const name = element("h3", {}, readable(scenario));
    const basis = element("p", { class: predictions[0].status === "ok" ? "hint" : "hint marked" }, basisText(predictions[0]));
    if (predictions[0].status === "no_history") return element("article", { class: "card" }, name, basis);
    const table = dataTable(`Forecasts in ${readable(scenario)}`, headings, rows, [1, 2, 3]);
    return element("article", { class: "card scenario" },
      element("div", {}, name, basis, table),
      element("div", { class: "history", "data-scenario": scenario }));
  }

  #taskButton(prediction) {
    const button = element("button", {
      type: "button", class: "choice", "data-task": prediction.task, "aria-pressed": "false",
      title: `${readable(prediction.task)} in the last ${ForecastSection.weeks} weeks`,
    }, readable(prediction.task));
    button.addEventListener("click", () => {
      this.#chosenTask = this.#chosenTask === prediction.task ? "" : prediction.task;
      this.#changed();
      this.#showHistory();
    });
    const unit = isNamedAfter(prediction.task, prediction.unit) ? "" : prediction.unit;
    return element("span", { class: "task" }, button, element("span", { class: "unit" }, unit));
  }

  #interval(prediction) {
    const text = prediction.p10 === undefined ? missing : `${amount(prediction.p10)} – ${amount(prediction.p90)}`;
    return element("span", { class: "drawn" }, element("span", {}, text), intervalBar(prediction, this.#largest(prediction.task)));
  }

  /** What the bars of a task are drawn against, in all scenarios: all days or certainty, where that is the most there can be. */
  #largest(task) {
    const { aggregate, horizonDays } = this.#tasks.get(task) ?? {};
    if (aggregate === "active_days") return horizonDays;
    if (aggregate === "active") return 1;
    const same = this.#answer.predictions.filter((prediction) => prediction.task === task);
    return Math.max(...same.flatMap((prediction) => [prediction.mean ?? 0, prediction.p90 ?? 0]));
  }

  /** Draws the chosen task as it was forecast on the same weekday of the last weeks. */
  async #showHistory() {
    const task = this.#chosenTask;
    for (const button of this.#scenarios.querySelectorAll("button.choice")) {
      button.setAttribute("aria-pressed", String(button.dataset.task === task));
    }
    const places = [...this.#scenarios.querySelectorAll(".history")];
    const fill = (make) => places.forEach((place) => place.replaceChildren(...make(place.dataset.scenario)));
    if (!task) {
      this.#histories.end();
      fill(() => [element("p", { class: "hint" }, `Choose a task to see its forecasts of the last ${ForecastSection.weeks} weeks.`)]);
      return;
    }
    if (places.length === 0) return;
    const { advertiser, as_of: newest, from, to } = this.#answer;
    const span = daysBetween(from, to) + 1;
    const scenarios = places.map((place) => place.dataset.scenario);
    const asOfDays = Array.from({ length: ForecastSection.weeks }, (_, week) => dayAfter(newest, 7 * (week + 1 - ForecastSection.weeks)));
    await this.#histories.ask(async (signal) => {
      const requests = asOfDays.map((as_of) => ({ advertiser, scenarios, tasks: [task], as_of }));
      const response = await this.#service.post("/predict/bulk", requests, { accept: "application/x-ndjson", signal });
      const answers = wholeLines(await response.text());
      fill((scenario) => historyNodes(asOfDays, answers, { scenario, task, days: span }));
    }, (problem) => fill(() => [problemNotice(problem)]));
  }

}

/**
 * The chart of one scenario and what belongs to it.
 *
 * @param {Object[]} answers one for each of the days, some of them refusals
 * @param {{scenario: string, task: string, days: number}} labels of what, and how many days a forecast is of
 */
function historyNodes(asOfDays, answers, labels) {
  const refusals = answers.filter((answer) => answer.error).map((answer) => answer.error.detail);
  const points = answers.flatMap((answer, index) => {
    if (answer.error) return [];
    const forecast = answer.predictions.find((prediction) => prediction.scenario === labels.scenario);
    return [{ ...forecast, asOf: asOfDays[index], inSample: answer.in_sample }];
  });
  const unit = points.find((point) => point.unit)?.unit ?? "";
  const nodes = [];
  if (points.length > 0) {
    const described = { ...labels, unit };
    nodes.push(forecastChart(points, described), chartKey(points), chartTable(points, described));
  }
  if (refusals.length > 0) {
    nodes.push(element("p", { class: "hint" }, `${counted(refusals.length, "day")} cannot be shown: ${refusals.at(-1)}`));
  }
  return nodes;
}

/** The answers of a bulk response; without its closing line it failed on the way. */
function wholeLines(text) {
  const lines = text.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
  if (lines.at(-1)?.end !== true) throw new Problem(0, "The answer ended before it was whole. Try again.");
  return lines.slice(0, -1);
}
