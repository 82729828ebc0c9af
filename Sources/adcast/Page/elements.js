// Makes elements. Whatever the service says becomes text, never markup.

/**
 * @param {string} name
 * @param {Object<string, string|boolean|null|undefined>} attributes those that are null, undefined or false are left out
 * @param {...(Node|string)} children
 */
function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

function drawing(name, attributes = {}, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children);
  return node;
}

/**
 * A table that becomes a list of cards on narrow screens; the roles keep it a table for screen readers there.
 *
 * @param {string} caption
 * @param {string[]} headings
 * @param {{cells: (Node|string)[], mark?: string}[]} rows the first cell of each is its heading
 * @param {number[]} numeric the columns whose numbers stand one above another
 */
function dataTable(caption, headings, rows, numeric = []) {
  const alignment = (index) => (numeric.includes(index) ? "number" : null);
  const head = headings.map((heading, index) =>
    element("th", { scope: "col", role: "columnheader", class: alignment(index) }, heading));
  const body = rows.map(({ cells, mark }) =>
    element("tr", { role: "row", class: mark }, ...cells.map((cell, index) =>
      index === 0
        ? element("th", { scope: "row", role: "rowheader" }, cell)
        : element("td", { role: "cell", class: alignment(index), "data-heading": headings[index] }, cell))));
  return element("table", { role: "table", class: "cards" },
    element("caption", {}, caption),
    element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, ...head)),
    element("tbody", { role: "rowgroup" }, ...body));
}

function notice(text) {
  return element("p", { class: "notice" }, text);
}

/** What went wrong, in the service's words. */
function problemNotice(problem) {
  return element("p", { class: "notice problem" }, problem.message);
}

/** Replaces a text only where it is another, so that screen readers do not repeat it. */
function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
