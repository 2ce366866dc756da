// In which order questions stand. What is on the screen never moves by itself under a pointer or a focus.

const bySeq = (one, other) => other.seq - one.seq;

/** The orders that a page can make by itself; the third, of what few have seen, is the server's. */
export const SORTS = {
  new: bySeq,
  wanted: (one, other) => other.question.votes - one.question.votes || one.seq - other.seq,
};

/** A list that stands still until it is asked to follow. */
export class Held {
  ids = [];
  #wanted = [];

  /** Takes the order as it should be; what is new, lies elsewhere or is settled waits. */
  wants(ids) {
    this.#wanted = ids;
    // Where nothing stands, nothing can jump.
    if (!this.ids.length) this.follow();
  }

  /** How many are not shown yet. */
  get fresh() {
    const shown = new Set(this.ids);
    return this.#wanted.filter(id => !shown.has(id)).length;
  }

  /** Whether what is shown is not in the order in which it should be. */
  get stale() {
    return this.#wanted.length !== this.ids.length || this.#wanted.some((id, place) => id !== this.ids[place]);
  }

  /** Shows the order as it should be. */
  follow() {
    this.ids = this.#wanted;
  }
}
