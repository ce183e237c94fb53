/** One issue: who stands where, when, and by whom it was printed. */

/** Everyone with a position on it as the filters leave it, from opposed to supportive, those without a net last. */
function standsOn(issue, state) {
  const stands = report.actors.filter((actor) => isWanted(actor, state)).map((actor) => {
    const position = actor.positions.find((position) => position.issue === issue);
    return { actor, cell: position ? seen(position, state) : null };
  });
  return stands.filter(({ cell }) => cell !== null).sort((a, b) => (a.cell.net ?? 2) - (b.cell.net ?? 2));
}

function standElement({ actor, cell }, issue, state) {
  const made = fill(copy('stand'), { name: actor.name, note: cell.note });
  slot(made, 'name').href = addressOf({ actor: actor.key, at: report.issues[issue].id }, state);
  tag(slot(made, 'word'), cell.word);
  scale(slot(made, 'scale'), cell);
  return made;
}

/** A bar with the share of each stance. */
function shares(counts) {
  const total = counts.supportive + counts.cautious + counts.opposed;
  const bar = element('span', 'shares');
  for (const stance of POLES) {
    const part = element('span', stance);
    part.style.width = `${(100 * counts[stance]) / total}%`;
    bar.append(part);
  }
  return bar;
}

/** How many sayings each outlet printed, those with most first. */
function outletRows(sayings) {
  const printed = report.outlets.map((outlet, place) => [outlet, tally(sayings.filter((saying) => saying.outlets.includes(place)))]);
  const total = (counts) => counts.supportive + counts.cautious + counts.opposed;
  const told = printed.filter(([, counts]) => total(counts) > 0).sort(([, a], [, b]) => total(b) - total(a));
  return told.map(([outlet, counts]) => {
    const row = element('tr');
    const name = element('th', '', outlet);
    name.scope = 'row';
    const bar = element('td');
    bar.append(shares(counts));
    row.append(name, ...POLES.map((stance) => element('td', '', String(counts[stance]))), bar);
    return row;
  });
}

/** Draws the view of one issue; false where there is none with the id. */
function drawIssue(place, state) {
  const issue = issueOf(state.issue);
  if (issue < 0) return false;
  const { name, description } = report.issues[issue];
  const stands = standsOn(issue, state);
  const sayings = stands.flatMap(({ cell }) => cell.sayings);
  const view = fill(copy('issue'), { name, description, filtered: [actorsInWords(state), sayingsInWords(state)].filter(Boolean).join(' ') });
  slot(view, 'back').href = addressOf({}, state);
  slot(view, 'stands').append(...stands.filter(({ cell }) => !isThin(cell.word)).map((stand) => standElement(stand, issue, state)));
  const thin = stands.filter(({ cell }) => isThin(cell.word));
  const more = slot(view, 'thin');
  if (thin.length === 0) more.remove();
  else {
    more.firstElementChild.textContent = `${count(thin.length, 'actor')} with too little for a word`;
    more.open = thin.length === stands.length;
    more.lastElementChild.append(...thin.map((stand) => standElement(stand, issue, state)));
  }
  drawTimeline(view, sayings);
  const rows = outletRows(sayings);
  if (rows.length) slot(view, 'outlets').querySelector('tbody').append(...rows);
  else slot(view, 'outlets').remove();
  place.replaceChildren(view);
  return true;
}

function drawTimeline(view, sayings) {
  const drawn = timeline(sayings);
  if (drawn === null) return slot(view, 'time').remove();
  slot(view, 'timeline-says').textContent = drawn[1];
  slot(view, 'timeline').prepend(drawn[0]);
}
