// What the pages gain with JavaScript: − and + beside the quantity, and what that many of the
// chosen goods come to, on the button; on an order's page, a button that copies the line to pass
// on. Without it the same forms are filled in by hand; nothing here is needed, and the server
// judges what is sent either way.

// As the server writes money: ¥1,590 or ¥1,590.50. By hand, since a browser's first number in a
// locale's form costs a phone tens of milliseconds.
const yuan = (fen) => {
  const whole = String(Math.trunc(fen / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
  return `¥${whole}${fen % 100 ? `.${String(fen % 100).padStart(2, '0')}` : ''}`;
};

function liveTotal(stepper) {
  const field = stepper.querySelector('input');
  const form = field.form;
  const button_price = document.getElementById('button-price');
  const total = document.getElementById('total');
  const each = button_price.textContent;
  const [less, more] = stepper.querySelectorAll('button');
  // The goods that are chosen, or the only ones.
  const goods = () =>
    (form.querySelector('[name=offer]:checked') ?? form.querySelector('[name=offer]')).dataset;
  const least = Number(field.min);
  const most = () => Number(goods().max);

  // What is typed, if that many may be asked for.
  const chosen = () => {
    const units = field.value === '' ? NaN : Number(field.value);
    return Number.isInteger(units) && units >= least && units <= most() ? units : undefined;
  };
  const show = () => {
    const units = chosen();
    const price_fen = Number(goods().priceFen);
    button_price.textContent = units ? yuan(units * price_fen) : each.replace(/¥[\d,.]+/, yuan(price_fen));
    field.max = most();
    // Not `disabled`: that would take the focus away from under a finger or a keyboard.
    less.setAttribute('aria-disabled', String(Number(field.value) <= least));
    more.setAttribute('aria-disabled', String(Number(field.value) >= most()));
  };
  // Said aloud by a screen reader, whose focus stays on what was pressed.
  const tell = () => {
    const units = chosen();
    if (!units) return;
    total.textContent = total.dataset.says.replace('{units}', units)
      .replace('{sum}', yuan(units * Number(goods().priceFen)));
  };
  const step = (by) => {
    const before = Math.trunc(Number(field.value)) || 0;
    field.value = Math.min(Math.max(before + by, least), most());
    show();
    tell();
  };

  less.addEventListener('click', () => step(-1));
  more.addEventListener('click', () => step(1));
  field.addEventListener('input', show);
  for (const choice of form.querySelectorAll('[name=offer]')) {
    choice.addEventListener('change', () => {
      show();
      tell();
    });
  }
  // A browser that comes back to the page fills in what was there before.
  window.addEventListener('pageshow', show);
  less.hidden = false;
  more.hidden = false;
  stepper.classList.add('stepping');
  show();
}

// Only where the browser lets a page write to the clipboard; the line can be copied by hand.
function copyLine(button, line) {
  if (!navigator.clipboard) return;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(line.textContent);
    button.textContent = button.dataset.done;
  });
  button.hidden = false;
}

const stepper = document.querySelector('.stepper');
if (stepper) liveTotal(stepper);
const copy = document.getElementById('copy');
if (copy) copyLine(copy, document.getElementById('share-line'));
