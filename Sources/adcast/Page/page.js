// Begins: the state in the header, the token where one is needed, and the view that the fragment names.

const stateWord = document.getElementById("state-word");
const stateLine = document.getElementById("state-text");
const tokenForm = document.getElementById("token-form");
const service = new Service(needToken);
const forecastSection = new ForecastSection(service, writeFragment);
const versionsSection = new VersionsSection(service);
const platformSection = new PlatformSection(service, writeFragment, (advertiser) => fragmentOf({ advertiser, as_of: "" }));

/** How often the state is looked at anew while somebody sees the page. */
const stateSeconds = 60;
let shownVersion = null;

function needToken(problem) {
  tokenForm.hidden = false;
  document.body.classList.add("locked");
  // A link carries no token.
  document.querySelector("footer").hidden = true;
  setText(document.getElementById("token-problem"), problem.message);
}

tokenForm.addEventListener("submit", (event) => {
  event.preventDefault();
  const field = document.getElementById("token");
  service.token = field.value.trim();
  field.value = "";
  tokenForm.hidden = true;
  document.body.classList.remove("locked");
  document.querySelector("#forecast-form input").focus();
  begin();
});

/** Shows the state, and what depends on the version that answers where it is another than before. */
async function showState() {
  try {
    const health = await service.get("/health");
    const isWell = health.status === "ok";
    stateWord.className = isWell ? "pill good" : "pill bad";
    setText(stateWord, isWell ? "Forecasting" : health.database_error ? "Database unreadable" : "No day to forecast from");
    setText(stateLine, healthText(health));
    forecastSection.newestDay = health.newest_day;
    if (health.model_version === shownVersion) return;
    const model = await service.get("/model");
    forecastSection.model = model;
    platformSection.model = model;
    shownVersion = health.model_version;
  } catch (problem) {
    const needsToken = problem.status === 401;
    stateWord.className = needsToken ? "pill" : "pill bad";
    setText(stateWord, needsToken ? "Locked" : "Not answering");
    setText(stateLine, needsToken ? "The service asks for a token." : problem.message);
  }
}

function healthText({ model_version, architecture, newest_day, forecast_age_days, database_error, uptime_seconds }) {
  const version = `Version ${model_version} (${architecture}) answers, up for ${lasting(uptime_seconds)}.`;
  if (database_error) return `${database_error} ${version}`;
  if (!newest_day) return `The database has no complete day. ${version}`;
  const age = forecast_age_days === 1 ? "yesterday" : `${counted(forecast_age_days, "day")} ago`;
  return `Newest complete day: ${dayText(newest_day)}, ${age}. ${version}`;
}

/** The inputs of both questions, so that an address shows what its sender saw. */
function fragmentOf(others = {}) {
  const inputs = { ...forecastSection.inputs, ...platformSection.inputs, ...others };
  return `#${new URLSearchParams(Object.entries(inputs).filter(([, value]) => value))}`;
}

function writeFragment() {
  if (fragmentOf() !== location.hash) history.pushState(null, "", fragmentOf());
}

function readFragment() {
  const inputs = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  forecastSection.inputs = inputs;
  platformSection.inputs = inputs;
}

async function begin() {
  await showState();
  // One refusal is enough.
  if (!tokenForm.hidden) {
    document.getElementById("token").focus();
    return;
  }
  versionsSection.show();
  forecastSection.show();
  platformSection.show();
}

addEventListener("hashchange", () => {
  const asked = platformSection.inputs;
  readFragment();
  forecastSection.show();
  // The whole platform takes long: where it is asked for the same, its answer stays.
  if (!platformSection.isAskedAs(asked)) platformSection.show();
  document.getElementById("forecast-heading").scrollIntoView();
});

setInterval(() => {
  if (!document.hidden && tokenForm.hidden) {
    showState();
    versionsSection.show();
  }
}, stateSeconds * 1000);

readFragment();
begin();
