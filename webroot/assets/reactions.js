// What one gives a post with a click.
export const REACTIONS = { agree: '👍', disagree: '👎', thanks: '🙏', heart: '❤️', laugh: '😄', wonder: '🤔', pin: '📌' };
