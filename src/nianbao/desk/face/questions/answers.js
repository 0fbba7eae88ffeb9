// The answers of one report, kept by the browser until they are written.

const PREFIX = "nianbao:questions:";

export class Answers {
  /** @param file the open file, or null. */
  constructor(file) {
    this.key = PREFIX + file;
    this.questions = [];
    this.kept = this.read();
  }

  read() {
    try {
      return { answers: {}, at: 0, ...JSON.parse(localStorage.getItem(this.key) ?? "{}") };
    } catch {
      return { answers: {}, at: 0 };
    }
  }

  write() {
    try {
      localStorage.setItem(this.key, JSON.stringify(this.kept));
    } catch {
      // A browser that may not store anything: the answers live as long as the page.
    }
  }

  /** How many things were answered. */
  get answered() {
    return Object.values(this.kept.answers).filter(Boolean).length;
  }

  /** The question at which the clerk is. */
  get at() {
    return Math.min(this.kept.at, Math.max(0, this.questions.length - 1));
  }

  set at(at) {
    this.kept.at = at;
    if (this.answered) this.write();
  }

  set(field, answer) {
    this.kept.answers[field] = answer;
    this.write();
  }

  get fields() {
    return this.questions.flatMap(({ fields }) => fields);
  }

  /** What stands in a field: what the clerk answered, else what follows from last year and other answers. */
  of(field) {
    return this.kept.answers[field.id] ?? (field.preset || this.proposed(field));
  }

  proposed({ last, plus, minus }) {
    if (last === null || !(plus.length || minus.length)) return "";
    const value = (id) => {
      const field = this.fields.find((one) => one.id === id);
      const text = field ? this.of(field) : "";
      return /^\d+$/.test(text) ? Number(text) : NaN;
    };
    const sum = (ids) => ids.reduce((before, id) => before + value(id), 0);
    const proposal = Number(last) + sum(plus) - sum(minus);
    return proposal >= 0 ? String(proposal) : "";
  }

  /** Whether a field is asked, as other answers stand. */
  isAsked({ onlyIf }) {
    if (!onlyIf) return true;
    const [id, wanted] = onlyIf.split("=");
    const field = this.fields.find((one) => one.id === id);
    const answer = field ? this.of(field).trim() : "";
    return wanted === undefined ? Boolean(answer) : answer === wanted;
  }

  all() {
    return Object.fromEntries(this.fields.map((field) => [field.id, this.of(field)]));
  }

  forget() {
    this.kept = { answers: {}, at: 0 };
    localStorage.removeItem(this.key);
  }
}
