// The pages with JavaScript have − and + beside the quantity and the price of the chosen goods on
// the button; an order's page has a button that copies the line to pass on. Without JavaScript the
// same forms are filled in by hand. Nothing here is needed, and the server checks every form.

// Formats money as the server does: ¥1,590 or ¥1,590.50. By hand, because a browser's first number
// in a locale's format costs a phone tens of milliseconds.
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
  // The chosen goods, or the only goods.
  const goods = () =>
    (form.querySelector('[name=offer]:checked') ?? form.querySelector('[name=offer]')).dataset;
  const least = Number(field.min);
  const most = () => Number(goods().max);

  // The typed quantity, if it is allowed.
  const chosen = () => {
    const units = field.value === '' ? NaN : Number(field.value);
    return Number.isInteger(units) && units >= least && units <= most() ? units : undefined;
  };
  const show = () => {
    const units = chosen();
    const price_fen = Number(goods().priceFen);
    button_price.textContent = units ? yuan(units * price_fen) : each.replace(/¥[\d,.]+/, yuan(price_fen));
    field.max = most();
    // Not `disabled`, which would remove the focus from the button.
    less.setAttribute('aria-disabled', String(Number(field.value) <= least));
    more.setAttribute('aria-disabled', String(Number(field.value) >= most()));
  };
  // A screen reader reads this aloud while the focus stays on the pressed button.
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
  // On return to the page the browser restores the earlier values.
  window.addEventListener('pageshow', show);
  less.hidden = false;
  more.hidden = false;
  stepper.classList.add('stepping');
  show();
}

// Only if the browser lets a page write to the clipboard; otherwise the line is copied by hand.
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
