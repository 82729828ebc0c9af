// Numbers, dates and names in the words of the page. Its language is English, so that numbers and dates are too.

const language = document.documentElement.lang;
const missing = "–";

const wholeNumbers = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
const hundredths = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
const thousandths = new Intl.NumberFormat(language, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
const shortNumbers = new Intl.NumberFormat(language, { notation: "compact", maximumSignificantDigits: 3 });
const percents = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
const days = new Intl.DateTimeFormat(language, {
  weekday: "short", day: "numeric", month: "long", year: "numeric", timeZone: "UTC",
});
const datedDays = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const shortDays = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", timeZone: "UTC" });
const moments = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });

/** A forecast, to about three digits. */
function amount(value) {
  if (value === undefined || value === null) return missing;
  if (value >= 100) return wholeNumbers.format(value);
  return (value >= 10 ? tenths : hundredths).format(value);
}

/** A probability: nothing uncertain is told as certain. */
function probability(value) {
  if (value === undefined) return missing;
  if (value > 0 && value < 0.005) return "< 1%";
  if (value < 1 && value >= 0.995) return "> 99%";
  return percents.format(value);
}

function errorMeasure(value) {
  return value === undefined || value === null ? missing : thousandths.format(value);
}

/** @param {string} day YYYY-MM-DD */
function dayText(day) {
  return days.format(new Date(`${day}T00:00:00Z`));
}

/** @param {string} day YYYY-MM-DD */
function datedDay(day) {
  return datedDays.format(new Date(`${day}T00:00:00Z`));
}

/** @param {string} day YYYY-MM-DD */
function shortDay(day) {
  return shortDays.format(new Date(`${day}T00:00:00Z`));
}

/** @param {string} moment RFC 3339 */
function momentText(moment) {
  return moments.format(new Date(moment));
}

/** The day so many days later. */
function dayAfter(day, count) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

/** How many days one day is after another. */
function daysBetween(first, last) {
  return Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000);
}

function counted(count, singular, plural = `${singular}s`) {
  return `${wholeNumbers.format(count)} ${count === 1 ? singular : plural}`;
}

/** A length of time to its largest unit. */
function lasting(seconds) {
  for (const [unit, length] of [["day", 86_400], ["hour", 3_600], ["minute", 60]]) {
    if (seconds >= length) return counted(Math.floor(seconds / length), unit);
  }
  return counted(seconds, "second");
}

/** A name of the installation as one reads it. */
function readable(name) {
  return name.replaceAll("_", " ");
}

/** Whether a task's name says its unit already, as that of "active days" does. */
function isNamedAfter(task, unit) {
  return readable(task).endsWith(unit);
}

/** What a forecast is made from, by its status. */
function basisText(prediction) {
  switch (prediction.status) {
    case "no_history": return "no activity in the window, so there is nothing to forecast from";
    case "cold_scenario": return "the model has not seen this scenario: judged by the scenario’s attributes alone";
    case "short_history":
      return prediction.history_days === 0
        ? "no activity here in the window: forecast as if from zeros"
        : `short history: ${counted(prediction.history_days, "day")} so far`;
    default: return `from ${counted(prediction.history_days, "day")} of history`;
  }
}

/** What `point` is, by the decision that it serves. */
function pointText(decision) {
  switch (decision) {
    case "smape": return "Point is the single number with the least expected SMAPE";
    case "nmae": return "Point is the single number with the least expected absolute error";
    default: return "Point is the mean";
  }
}
