/** The first element of a <template>, copied. */
const copy = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);

const slot = (element, name) => element.querySelector(`[data-slot="${name}"]`);

/** Sets the slots of an element: text as text, nodes as they are; a slot given nothing goes. Returns the element. */
function fill(element, slots) {
  for (const [name, value] of Object.entries(slots)) {
    const place = slot(element, name);
    const nothing = value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
    if (nothing) place.remove();
    else place.append(...(Array.isArray(value) ? value : [value]));
  }
  return element;
}

/** A new element with a class and a text. */
function element(tag, className, text = '') {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(text);
  return made;
}

const count = (n, noun) => `${n} ${noun}${n === 1 ? '' : 's'}`;

const calendar = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** "3 March 2025" for "2025-03-03". */
const day = (date) => calendar.format(new Date(`${date}T00:00:00Z`));

/** With two decimals and its sign. */
const signed = (number) => (number < 0 ? '\u2212' : '+') + Math.abs(number).toFixed(2);

/** A word as a tag. */
function tag(place, word) {
  place.textContent = word;
  place.classList.add(word.replaceAll(' ', '-'));
}
