// Asks the service.

/** What the service answered in place of what it was asked for; the message is the problem's `detail`. */
class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

class Service {
  #token = null;
  #tokenNeeded;

  /** @param {function(Problem): void} tokenNeeded is told of every answer 401 */
  constructor(tokenNeeded) {
    this.#tokenNeeded = tokenNeeded;
  }

  set token(token) {
    this.#token = token;
  }

  async get(path) {
    return (await this.#ask(path, { method: "GET" })).json();
  }

  /**
   * @param {AbortSignal} [signal] ends the request when nobody wants its answer any more
   * @returns {Promise<Response>}
   */
  async post(path, body, { accept = "application/json", signal } = {}) {
    return this.#ask(path, {
      method: "POST", headers: { "Content-Type": "application/json", Accept: accept }, body: JSON.stringify(body), signal,
    });
  }

  /** The response, where it is a success. */
  async #ask(path, options) {
    const headers = { ...options.headers };
    if (this.#token) headers.Authorization = `Bearer ${this.#token}`;
    let response;
    try {
      response = await fetch(path, { ...options, headers, cache: "no-store", credentials: "omit" });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Problem(0, "The service does not answer. It may be restarting: try again in a moment.");
    }
    if (response.ok) return response;
    const problem = await problemOf(response);
    if (response.status === 401) this.#tokenNeeded(problem);
    throw problem;
  }
}

async function problemOf(response) {
  try {
    const { detail, title } = await response.json();
    return new Problem(response.status, detail ?? title);
  } catch {
    return new Problem(response.status, `The service answered with status ${response.status}.`);
  }
}

/** Runs one question at a time: a new one ends the one before it, whose answer is then of no interest. */
class Questions {
  #current = null;

  /** Ends the question that is under way, if one is. */
  end() {
    this.#current?.abort();
  }

  /**
   * @param {function(AbortSignal): Promise<void>} question
   * @param {function(Error): void} failed is told why it came to nothing, unless another took its place
   */
  async ask(question, failed) {
    this.end();
    const current = new AbortController();
    this.#current = current;
    try {
      await question(current.signal);
    } catch (error) {
      if (!current.signal.aborted) failed(error);
    }
  }
}
