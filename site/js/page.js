// What a group-buy's page gains with JavaScript: − and + beside the quantity, and what that many
// come to, on the button. Without it the same form is filled in by hand; nothing here is needed to
// join, and the server judges what is sent either way.
const stepper = document.getElementById('stepper');
const field = document.getElementById('quantity');
if (stepper && field) {
  const [least, most] = [Number(field.min), Number(field.max)];
  const price_fen = Number(stepper.dataset.priceFen);
  const button_price = document.getElementById('button-price');
  const each = button_price.textContent;
  const total = document.getElementById('total');
  const [less, more] = stepper.querySelectorAll('button');

  // As the server writes money: ¥1,590 or ¥1,590.50. By hand, since a browser's first number in a
  // locale's form costs a phone tens of milliseconds.
  const yuan = (fen) => {
    const whole = String(Math.trunc(fen / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
    return `¥${whole}${fen % 100 ? `.${String(fen % 100).padStart(2, '0')}` : ''}`;
  };
  // What is typed, if that many may be asked for.
  const chosen = () => {
    const units = field.value === '' ? NaN : Number(field.value);
    return Number.isInteger(units) && units >= least && units <= most ? units : undefined;
  };

  const show = () => {
    const units = chosen();
    button_price.textContent = units ? yuan(units * price_fen) : each;
    // Not `disabled`: that would take the focus away from under a finger or a keyboard.
    less.setAttribute('aria-disabled', String(Number(field.value) <= least));
    more.setAttribute('aria-disabled', String(Number(field.value) >= most));
  };
  const step = (by) => {
    const before = Math.trunc(Number(field.value)) || 0;
    const units = Math.min(Math.max(before + by, least), most);
    field.value = units;
    show();
    // Said aloud by a screen reader, whose focus stays on the button that was pressed.
    total.textContent = total.dataset.says.replace('{units}', units)
      .replace('{sum}', yuan(units * price_fen));
  };

  less.addEventListener('click', () => step(-1));
  more.addEventListener('click', () => step(1));
  field.addEventListener('input', show);
  // A browser that comes back to the page fills in what was there before.
  window.addEventListener('pageshow', show);
  less.hidden = false;
  more.hidden = false;
  stepper.classList.add('stepping');
  show();
}
