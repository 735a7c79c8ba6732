// Schedules frames. Nothing is drawn while nothing changes: input requests a frame, and each frame
// returns the milliseconds until the next frame (0: at once, below 0: none).

// `draw` draws one frame and returns that number.
export function makeFrames(draw, fail) {
  // A screen settles in two or three frames. The limit keeps a screen that never settles from
  // hanging the page.
  const settleMax = 8;
  let running = false;
  let asked = 0;
  let timer = 0;
  let restless = 0;
  const frames = {
    count: 0,
    request() {
      if (running && !asked) asked = requestAnimationFrame(tick);
    },
    // Draws until nothing changes before it returns, so that code after a click sees its effect.
    settle() {
      for (let i = 0; running && i < settleMax; i += 1) if (once() !== 0) return;
    },
    start() {
      running = true;
    },
    stop() {
      running = false;
      cancelAnimationFrame(asked);
      asked = 0;
      clearTimeout(timer);
    },
  };

  function once() {
    frames.count += 1;
    clearTimeout(timer);
    let wait = -1;
    try {
      wait = draw();
    } catch (error) {
      fail(error);
    }
    restless = wait === 0 ? restless + 1 : 0;
    if (wait > 0) timer = setTimeout(frames.request, wait);
    return wait;
  }

  function tick() {
    asked = 0;
    if (running && once() === 0 && restless < settleMax) frames.request();
  }

  return frames;
}
