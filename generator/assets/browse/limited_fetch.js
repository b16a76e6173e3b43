// @ts-check
/**
 * Files of other boards. They may be slow, huge or something else than they should be, so a request
 * has limits of time and size, and nothing is sent with it: no cookie, no address of this page.
 */

/**
 * Why a board's file can't be used.
 * @typedef {"silent" | "missing" | "large" | "unreadable" | "newer"} Reason
 */

export class Unusable extends Error {
  /** @param {Reason} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

const MOST_SECONDS = 6;

/**
 * How many bytes a board may still send, in all.
 * @typedef {{left: number}} Allowance
 */

/**
 * A JSON file of another board.
 * @param {string} url
 * @param {Allowance} allowance
 * @param {number} most bytes, as they are sent
 * @param {number} [unpacked] bytes of JSON in a compressed file; 0 if it is not compressed
 * @param {RequestCache} [cache]
 * @returns {Promise<any>}
 * @throws {Unusable}
 */
export async function limitedJson(url, allowance, most, unpacked = 0, cache = "no-cache") {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), MOST_SECONDS * 1000);
  try {
    const sent = await collected(await opened(url, cache, control.signal), most, "silent", allowance);
    const text = unpacked
      ? await collected(sent.stream().pipeThrough(new DecompressionStream("deflate")), unpacked, "unreadable", { left: unpacked })
      : sent;
    return JSON.parse(await text.text());
  } catch (error) {
    throw error instanceof Unusable ? error : new Unusable("unreadable");
  } finally {
    clearTimeout(timer);
    control.abort(); // what is too large is not loaded any further
  }
}

/**
 * @param {string} url
 * @param {RequestCache} cache
 * @param {AbortSignal} signal
 */
async function opened(url, cache, signal) {
  const response = await fetch(url, { cache, signal, credentials: "omit", referrerPolicy: "no-referrer" })
    .catch(() => { throw new Unusable("silent"); });
  if (response.status === 404) throw new Unusable("missing");
  if (!response.ok || !response.body) throw new Unusable("silent");
  return response.body;
}

/**
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream
 * @param {number} most bytes
 * @param {Reason} failed why, if the stream breaks off
 * @param {Allowance} allowance
 */
async function collected(stream, most, failed, allowance) {
  const reader = stream.getReader();
  const chunks = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => { throw new Unusable(failed); });
    if (done) return new Blob(chunks);
    size += value.byteLength;
    allowance.left -= value.byteLength;
    if (size > most || allowance.left < 0) {
      reader.cancel().catch(() => {});
      throw new Unusable("large");
    }
    chunks.push(value);
  }
}
