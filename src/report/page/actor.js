/** One actor: positions with their evidence. */
const FIRST = 3;

function quoteOf(sentence) {
  return sentence.pieces.map(([text, role]) => (role ? element('mark', role, text) : text));
}

function placesOf(sentence) {
  return sentence.at.map(([part, ...numbers]) => {
    const row = element('tr');
    const name = element('th', '', part);
    name.scope = 'row';
    row.append(name, ...numbers.map((text) => element('td', '', text)));
    return row;
  });
}

function linkOf(article) {
  if (!article.link) return null;
  const link = element('a', '', article.link);
  link.href = article.link;
  link.rel = 'noopener noreferrer nofollow';
  return link;
}

/** One sentence of evidence, with everything known of it. */
function sentenceElement(sentence) {
  const article = articles.get(sentence.article) ?? {};
  const outcomes = [...POLES, 'none'].map((word, place) => `${word} ${sentence.p[place].toFixed(2)}`).join(', ');
  const model = report.models[sentence.judge];
  const made = fill(copy('sentence'), {
    quote: quoteOf(sentence),
    flags: sentence.flags.map((flag) => element('span', 'flag', flag)),
    speaker: sentence.speaker ? ['speaker named elsewhere: ', element('mark', 'source', sentence.speaker)] : null,
    outlet: article.outlet,
    date: article.date ? day(article.date) : null,
    title: article.title,
    article: sentence.article,
    link: linkOf(article),
    numbers: `Probabilities: ${outcomes}${model ? `, judged by ${model}` : ''}; that it is this actor\u2019s ${sentence.confidence.toFixed(2)}.`,
    places: placesOf(sentence),
  });
  tag(slot(made, 'stance'), sentence.stance);
  if (sentence.saying !== undefined) made.dataset.saying = sentence.saying;
  return made;
}

/** Lists the first sentences, and the rest where they are asked for. */
function drawSentences(section, own) {
  slot(section, 'first').append(...own.slice(0, FIRST).map(sentenceElement));
  const [more, rest] = [slot(section, 'more'), own.slice(FIRST)];
  if (rest.length === 0) return more.remove();
  more.firstElementChild.textContent = `${rest.length} more`;
  more.addEventListener('toggle', () => openRest(more, rest));
}

function openRest(more, rest) {
  const list = more.querySelector('ul');
  if (list.childElementCount === 0) list.append(...rest.map(sentenceElement));
}

/** Shows the sentences of one saying. */
function choose(section, saying) {
  const more = slot(section, 'more');
  if (more) {
    more.open = true;
    more.dispatchEvent(new Event('toggle'));
  }
  const chosen = [...section.querySelectorAll('li[data-saying]')].filter((item) => item.dataset.saying === String(saying));
  section.querySelectorAll('.chosen').forEach((item) => item.classList.remove('chosen'));
  chosen.forEach((item) => item.classList.add('chosen'));
  chosen[0]?.scrollIntoView({ block: 'center' });
  chosen[0]?.querySelector('summary').focus();
}

/** Whether a sentence is left by the filters: that of a saying with it, another by its own article. */
function isLeft(sentence, position, state) {
  if (!isBar(state)) return true;
  if (sentence.saying !== undefined) return passes(position.sayings[sentence.saying], state);
  const { outlet, date } = articles.get(sentence.article) ?? {};
  return passes({ date, outlets: [report.outlets.indexOf(outlet)] }, state);
}

function positionElement(position, state) {
  const cell = seen(position, state);
  const left = position.evidence.filter((sentence) => isLeft(sentence, position, state));
  if (cell === null && left.length === 0) return null;
  const { id, name } = report.issues[position.issue];
  const section = fill(copy('position'), {
    issue: name,
    summary: isBar(state) ? (cell ? byStance(cell.sayings) : null) : position.hidden ? null : position.summary,
    numbers: cell === position ? position.numbers : null,
  });
  section.dataset.issue = id;
  slot(section, 'issue').href = addressOf({ issue: id }, state);
  tag(slot(section, 'word'), cell ? cell.word : 'not counted');
  scale(slot(section, 'scale'), cell ?? {});
  const drawing = cell ? trend(position.sayings, (saying) => choose(section, saying)) : null;
  if (drawing) slot(section, 'trend').prepend(drawing);
  else slot(section, 'trend').remove();
  drawSentences(section, left.filter((sentence) => !sentence.apart));
  const apart = left.filter((sentence) => sentence.apart);
  if (apart.length) slot(section, 'apart').lastElementChild.append(...apart.map(sentenceElement));
  else slot(section, 'apart').remove();
  return section;
}

/** Draws the view of one actor; false where nobody has the key. */
function drawActor(place, state) {
  const actor = actors.get(state.actor);
  if (!actor) return false;
  const view = fill(copy('actor'), {
    name: actor.name,
    description: actor.description,
    note: actor.note,
    aliases: actor.aliases,
    affiliations: actor.affiliations,
    filtered: sayingsInWords(state),
    positions: actor.positions.map((position) => positionElement(position, state)).filter((section) => section !== null),
  });
  const names = actor.aliases ? actor.aliases.split(', ').length : 0;
  if (names) slot(view, 'also').firstElementChild.textContent = `also called by ${count(names, 'other name')}`;
  else slot(view, 'also').remove();
  slot(view, 'back').href = addressOf({}, state);
  place.replaceChildren(view);
  return true;
}
