/** Drawings: positions on a scale, sayings over time. Each says in words what it shows. */
const SVG = 'http://www.w3.org/2000/svg';

/** A new SVG element with attributes. */
function shape(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const across = (net) => `${((net + 1) * 50).toFixed(2)}%`;

/** The net on a line from opposed to supportive, with its interval where there is one. */
function scale(place, { word, net, interval }) {
  if (net === undefined) return place.remove();
  place.setAttribute('role', 'img');
  const between = interval ? `, with 95% probability between ${signed(interval[0])} and ${signed(interval[1])}` : '';
  place.setAttribute('aria-label', `net ${signed(net)}${between}`);
  place.title = place.getAttribute('aria-label');
  if (interval) {
    const range = element('span', 'range');
    range.style.left = across(interval[0]);
    range.style.width = `${((interval[1] - interval[0]) * 50).toFixed(2)}%`;
    place.append(range);
  }
  const dot = element('span', `dot ${word.replaceAll(' ', '-')}`);
  dot.style.left = across(net);
  place.append(dot);
}

/** A mark for a stance: a disc, a square and a diamond, which need no colour to be told apart. */
function mark(stance, x, y) {
  if (stance === 'supportive') return shape('circle', { cx: x, cy: y, r: 5 });
  if (stance === 'cautious') return shape('rect', { x: x - 4.5, y: y - 4.5, width: 9, height: 9 });
  return shape('path', { d: `M${x} ${y - 6}l6 6-6 6-6-6z` });
}

const WIDTH = Math.min(640, Math.max(320, document.documentElement.clientWidth - 40));
const EDGE = 96;

/** Places dates between the edges of a drawing. */
function timeScale(dates) {
  const days = dates.map((date) => Date.parse(date)).sort((a, b) => a - b);
  const [first, last] = [days[0], days[days.length - 1]];
  return (date) => EDGE + ((Date.parse(date) - first) / Math.max(last - first, 1)) * (WIDTH - EDGE - 16);
}

/** The first and last day below a drawing, and the names of its three rows. */
function frame(svg, dates, y) {
  const sorted = [...dates].sort();
  POLES.forEach((pole, row) => {
    svg.append(shape('text', { x: 0, y: 24 + 28 * row }, pole));
    svg.append(shape('line', { x1: EDGE - 8, x2: WIDTH, y1: 20 + 28 * row, y2: 20 + 28 * row }));
  });
  svg.append(shape('text', { x: EDGE - 8, y, class: 'tick' }, day(sorted[0])));
  svg.append(shape('text', { x: WIDTH, y, class: 'tick', 'text-anchor': 'end' }, day(sorted[sorted.length - 1])));
}

/** Where the nth mark of a day and a stance stands: three above each other, the next three beside them, towards the middle. */
function beside(x, y, nth) {
  const way = x > WIDTH / 2 ? -7 : 7;
  return [x + way * Math.floor(nth / 3), y + [0, -7, 7][nth % 3]];
}

/** Sayings over time in three rows, each a mark that calls `choose` with its index; null where fewer than two days are known. */
function trend(sayings, choose) {
  const dated = sayings.map((saying, index) => ({ ...saying, index })).filter((saying) => saying.date);
  if (new Set(dated.map((saying) => saying.date)).size < 2) return null;
  const at = timeScale(dated.map((saying) => saying.date));
  const svg = shape('svg', { viewBox: `0 0 ${WIDTH} 106`, role: 'group', 'aria-label': `${count(dated.length, report.unit)} over time` });
  frame(svg, dated.map((saying) => saying.date), 102);
  const taken = new Map();
  for (const saying of dated) {
    const spot = `${saying.date} ${saying.stance}`;
    const nth = taken.get(spot) ?? 0;
    taken.set(spot, nth + 1);
    const says = `${saying.unsure ? 'unsure, ' : ''}${saying.stance}, ${day(saying.date)}`;
    const made = mark(saying.stance, ...beside(at(saying.date), 20 + 28 * POLES.indexOf(saying.stance), nth));
    const button = shape('g', { class: `mark ${saying.stance}${saying.unsure ? ' unsure' : ''}`, role: 'button', tabindex: '0', 'aria-label': says }, made);
    button.append(shape('title', {}, says));
    button.addEventListener('click', () => choose(saying.index));
    button.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      choose(saying.index);
    });
    svg.append(button);
  }
  return svg;
}

/** By which unit of time so many days are best shown: how many letters of the date name it, and its noun. */
function unitOf(dates) {
  const sorted = [...dates].sort();
  const days = (Date.parse(sorted[sorted.length - 1]) - Date.parse(sorted[0])) / 864e5;
  if (days <= 62) return [10, 'day'];
  return days <= 2200 ? [7, 'month'] : [4, 'year'];
}

/** How many sayings of each stance there are over time, as columns in three rows, with a caption; null where fewer than two days are known. */
function timeline(sayings) {
  const dated = sayings.filter((saying) => saying.date && !saying.unsure);
  if (new Set(dated.map((saying) => saying.date)).size < 2) return null;
  const [letters, unit] = unitOf(dated.map((saying) => saying.date));
  const columns = new Map();
  for (const saying of dated) {
    const start = saying.date.slice(0, letters) + '0000-01-01'.slice(letters);
    if (!columns.has(start)) columns.set(start, []);
    columns.get(start).push(saying);
  }
  const at = timeScale([...columns.keys()]);
  const most = Math.max(...[...columns.values()].flatMap((column) => Object.values(tally(column))));
  const says = `${report.unit}s per ${unit}, at most ${most}`;
  const svg = shape('svg', { viewBox: `0 0 ${WIDTH} 106`, role: 'img', 'aria-label': `${says}: ${byStance(dated)} in all` });
  frame(svg, dated.map((saying) => saying.date), 102);
  const width = Math.max(2, Math.min(14, (WIDTH - EDGE) / columns.size - 1));
  for (const [start, column] of columns) {
    for (const [stance, n] of Object.entries(tally(column))) {
      if (n === 0) continue;
      const [x, y, height] = [Math.min(at(start), WIDTH - width), 20 + 28 * POLES.indexOf(stance), Math.max(2, (18 * n) / most)];
      const title = shape('title', {}, `${start.slice(0, letters)}: ${count(n, `${stance} ${report.unit}`)}`);
      svg.append(shape('rect', { x, y: y - height, width, height, class: `mark ${stance}` }, title));
    }
  }
  return [svg, `${says[0].toUpperCase()}${says.slice(1)}.`];
}
