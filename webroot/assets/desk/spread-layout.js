// Where each post of a claim stands in the picture: time from left to right, a band for each room in the order in which
// the claim came there, and in a band a lane for each branch. The same posts always give the same picture.
const MINUTE_MS = 60_000;
// How long a lane stays taken after a post, so that neighbours do not touch.
const REST_MS = 4 * MINUTE_MS;

/** A band's lanes: the one that is asked for when it is free at that time, or else the nearest free one. */
class Lanes {
  #busyUntil = [];

  take(wanted, at) {
    const free = lane => (this.#busyUntil[lane] ?? 0) <= at;
    let lane = wanted;
    for (let away = 0; !free(lane); away++) {
      if (wanted - away >= 0 && free(wanted - away)) lane = wanted - away;
      else lane = wanted + away;
    }
    this.#busyUntil[lane] = at + REST_MS;
    return lane;
  }

  get count() {
    return Math.max(1, this.#busyUntil.length);
  }
}

/**
 * Bands with their share of the height (0 to 1), and for each post its place: at (ms), band, lane, and the post it came
 * from, by a reply, a link, or because its author had said it in another room before.
 */
export function layOut({ nodes, rooms, bridges }) {
  const bands = rooms.map(({ room, carriers, mentions }) => ({ room, carriers, mentions, lanes: new Lanes() }));
  const bandOf = new Map(bands.map((band, i) => [band.room, i]));
  const crossed = new Map(bridges.map(bridge => [bridge.post, bridge]));
  const placed = new Map();
  const lastSaid = new Map();
  for (const node of nodes) {
    const at = Date.parse(node.at);
    const band = bandOf.get(node.room);
    if (band === undefined) continue;
    const parent = placed.get(node.parent) ?? null;
    const bridge = crossed.get(node.post) ?? null;
    const carried = bridge && !parent ? lastSaid.get(`${node.carrier} ${bridge.from}`) ?? null : null;
    const wanted = parent && parent.band === band ? parent.lane : 0;
    const place = { node, at, band, lane: bands[band].lanes.take(wanted, at), from: parent ?? carried, bridge: bridge !== null || (parent !== null && parent.band !== band) };
    placed.set(node.post, place);
    lastSaid.set(`${node.carrier} ${node.room}`, place);
  }
  // A band's height grows with its lanes, but slower, so that small rooms stay in sight.
  const weights = bands.map(band => Math.sqrt(band.lanes.count + 1));
  const all = weights.reduce((sum, one) => sum + one, 0);
  let top = 0;
  const shares = weights.map(weight => {
    const share = { top, height: weight / all };
    top += share.height;
    return share;
  });
  return {
    bands: bands.map(({ lanes, ...band }, i) => ({ ...band, ...shares[i], lanes: lanes.count })),
    places: [...placed.values()],
  };
}
