// Random numbers that a seed repeats: Mulberry32.
export class Random {
  #state;
  constructor(seed) {
    this.#state = seed >>> 0;
  }
  #next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  }
  // From `least` to `most`, both included.
  between(least, most) {
    return least + (this.#next() % (most - least + 1));
  }
  chance(percent) {
    return this.between(1, 100) <= percent;
  }
  // At most `most` elements of the list.
  some(list, most) {
    if (list.length <= most) return [...list];
    return Array.from({ length: most }, () => list[this.between(0, list.length - 1)]);
  }
}
