// What was said in a conversation as a list that events change. Knows nothing of pages or sockets.

/** The messages of a conversation: loaded pages and live events come together here, each once, in order. */
export class Messages {
  all = [];
  more = false;

  constructor(page) {
    this.load(page);
  }

  get(id) {
    return this.all.find(one => one.id === id);
  }

  /** A page, as the API has it; the newest or one before. */
  load({ messages, more }) {
    if (!this.all.length || !messages.length || messages[0].seq <= this.all[0].seq) this.more = more;
    messages.forEach(message => this.#put(message));
  }

  reset(page) {
    this.all = [];
    this.load(page);
  }

  #put(message) {
    this.all = [...this.all.filter(one => one.id !== message.id), message].sort((one, other) => one.seq - other.seq);
  }

  /** Takes an event of the conversation's channel; the message that is new, if one is. */
  take(event, offset) {
    const known = this.get(event.message);
    if (event.kind === 'message.sent' && !known) {
      const message = {
        id: event.message, seq: offset, author: event.by, version: 1, withdrawn: !event.text, text: event.text,
        saidAt: event.at, editedAt: null, fresh: true,
      };
      this.#put(message);
      return message;
    }
    // What an older event tells is overtaken by what was loaded.
    if (event.kind === 'message.edited' && known && event.text && event.version > known.version) {
      this.#put({ ...known, version: event.version, text: event.text, editedAt: event.at });
    }
    if (event.kind === 'message.withdrawn' && known) this.#put({ ...known, withdrawn: true, text: null });
    return null;
  }
}
