// The versions of the model, and the retraining that makes them.

class VersionsSection {
  #service;
  #versions = document.getElementById("versions");
  #retraining = document.getElementById("retraining");
  #isWholeHistoryShown = false;
  /** By the numbers of versions, which are never given anew. */
  #metrics = new Map();

  /** Versions and cycles that are shown at first. */
  static shown = 10;

  constructor(service) {
    this.#service = service;
  }

  async show() {
    await Promise.all([
      fill(this.#versions, () => this.#versionNodes()),
      fill(this.#retraining, () => this.#retrainingNodes()),
    ]);
  }

  async #versionNodes() {
    const { models, hold } = await this.#service.get("/models");
    const newest = models.toReversed();
    const listed = newest.filter((model, index) => model.active || index < VersionsSection.shown);
    const rows = await Promise.all(listed.map((model) => this.#versionRow(model)));
    const headings = [
      "Version", "Made", "Learned until", "NMAE, mean", "NMAE, last week repeated", "SMAPE, point", "Judged on",
    ];
    const nodes = [dataTable("Errors are those of a fit that had not seen the days it was judged on; less is better.", headings, rows, [3, 4, 5, 6])];
    if (listed.length < models.length) {
      nodes.push(element("p", { class: "hint" }, `${counted(models.length - listed.length, "older version")} not shown.`));
    }
    for (const { version, load_failure } of listed) {
      if (load_failure) nodes.push(notice(`Version ${version} cannot be used. ${load_failure}`));
    }
    if (hold) nodes.unshift(notice(holdText(hold)));
    return nodes;
  }

  async #versionRow(model) {
    const mark = model.active ? "active" : null;
    const name = element("span", {}, String(model.version));
    if (model.active) name.append(" ", element("span", { class: "pill good" }, "serves"));
    if (model.load_state === "failed" || !model.usable) name.append(" ", element("span", { class: "pill bad" }, "cannot be used"));
    if (!model.usable) return { cells: [name, ...Array(6).fill(missing)], mark };
    const metrics = await this.#metricsOf(model.version);
    const overall = metrics?.overall ?? {};
    const samples = metrics?.samples === undefined ? missing : counted(metrics.samples, "sample");
    return {
      cells: [
        name, `${momentText(model.created_at)} (${model.architecture})`, datedDay(model.newest_label_day),
        errorMeasure(overall.mean?.nmae), errorMeasure(overall.last_week?.nmae), errorMeasure(overall.point?.smape), samples,
      ],
      mark,
    };
  }

  async #metricsOf(version) {
    if (!this.#metrics.has(version)) {
      const { metrics } = await this.#service.get(`/models/${version}`);
      this.#metrics.set(version, metrics);
    }
    return this.#metrics.get(version);
  }

  async #retrainingNodes() {
    const state = await this.#service.get("/retrain");
    const nodes = [element("p", {}, stateText(state))];
    if (state.progress && state.state === "running") nodes.push(element("p", { class: "hint" }, `Last told: ${state.progress}`));
    if (state.problem) nodes.push(notice(state.problem));
    if (state.history.length === 0) return [...nodes, element("p", { class: "hint" }, "No cycle has run yet.")];
    const listed = this.#isWholeHistoryShown ? state.history : state.history.slice(0, VersionsSection.shown);
    nodes.push(dataTable("Cycles, the newest first", ["Cycle", "Began", "Data until", "Why", "Outcome", "Reason"], listed.map(cycleRow)));
    if (listed.length < state.history.length) {
      const button = element("button", { type: "button", class: "quiet" }, `Show all ${state.history.length}`);
      button.addEventListener("click", async () => {
        this.#isWholeHistoryShown = true;
        await this.show();
        document.getElementById("retraining-heading").focus();
      });
      nodes.push(button);
    }
    return nodes;
  }
}

/** Fills a place with what comes, or with why nothing does; what is there already stays, and the focus in it. */
async function fill(place, nodes) {
  const content = new DocumentFragment();
  try {
    content.append(...await nodes());
  } catch (error) {
    content.append(problemNotice(error));
  }
  if (content.textContent !== place.textContent) place.replaceChildren(content);
}

function holdText({ version, since, by, why }) {
  const reason = why ? `: ${why}` : "";
  return `Version ${version} was chosen by ${by} on ${momentText(since)}${reason}. Retraining promotes no other until it is released.`;
}

function stateText(state) {
  const when = state.next_scheduled_at ? ` The next cycle is due on ${momentText(state.next_scheduled_at)}.` : "";
  switch (state.state) {
    case "running": return `A cycle has been running since ${momentText(state.since)}: ${state.trigger.why}.`;
    case "backing_off": return `The last cycle failed (${state.after}); the next try is on ${momentText(state.until)}.`;
    default:
      return state.enabled
        ? `Idle; cycles start by themselves.${when}`
        : "Idle; cycles start only when somebody asks for one.";
  }
}

function cycleRow(cycle) {
  const tones = { promoted: "good", failed: "bad", interrupted: "bad" };
  const outcome = element("span", { class: `pill ${tones[cycle.outcome] ?? ""}`.trim() }, cycle.outcome);
  return {
    cells: [
      String(cycle.cycle), momentText(cycle.started_at), datedDay(cycle.newest_day),
      `${readable(cycle.trigger.kind)}: ${cycle.trigger.why}`, outcome, cycle.reason,
    ],
  };
}
