// Questions to the kernel, each with one answer; the other half is component.py.

/** How long a kernel may be silent before the clerk is told that it is busy, in milliseconds. */
const PATIENCE = 3000;

/** The kernel didn't answer; what was asked may still be done when it comes back. */
export class Silence extends Error {}

/** The kernel refused; the message is in the clerk's words. */
export class Refusal extends Error {}

export class Channel {
  /** @param model anywidget's model. */
  constructor(model) {
    this.model = model;
    this.waiting = new Map();
    // Two views of one model share its messages: numbers must not meet.
    this.next = Math.floor(Math.random() * 2 ** 40) * 4096;
    this.onMessage = (message) => this.answered(message);
    model.on("msg:custom", this.onMessage);
  }

  /**
   * Ask the kernel for something.
   * @returns a promise of the answer; rejects with Refusal, or with Silence after `patience` milliseconds.
   */
  ask(what, data = {}, patience = PATIENCE) {
    const id = this.next++;
    return new Promise((resolve, reject) => {
      const timer = patience ? setTimeout(() => this.giveUp(id), patience) : null;
      this.waiting.set(id, { resolve, reject, timer });
      try {
        this.model.send({ ...data, id, do: what });
      } catch {
        this.giveUp(id);
      }
    });
  }

  answered(message) {
    const question = this.waiting.get(message?.id);
    if (!question) return;
    this.waiting.delete(message.id);
    clearTimeout(question.timer);
    if ("error" in message) question.reject(new Refusal(message.error));
    else question.resolve(message.answer);
  }

  giveUp(id) {
    const question = this.waiting.get(id);
    if (!question) return;
    this.waiting.delete(id);
    clearTimeout(question.timer);
    question.reject(new Silence("后台暂时没有回应"));
  }

  close() {
    this.model.off("msg:custom", this.onMessage);
    for (const id of [...this.waiting.keys()]) this.giveUp(id);
  }
}
