/** The order of the table's rows: by what was said most, by name, or by one issue. */
const WAYS = {
  for: { sign: 1, aria: 'descending', says: 'supportive first', next: 'against' },
  against: { sign: -1, aria: 'ascending', says: 'opposed first', next: '' },
};

/** The column that sorts, and how; null where none does. */
function sortOf(columns, state) {
  const place = columns.indexOf(issueOf(state.by));
  return place >= 0 && Object.hasOwn(WAYS, state.sort) ? { place, ...WAYS[state.sort] } : null;
}

/** How far down a cell sorts: those with a word by their net, then those with too little for one, then none. */
function depth(cell, sign) {
  if (cell === null) return 9;
  return isThin(cell.word) ? 5 : -sign * cell.net;
}

/** Rows in the order asked for, within each part of the table; where that says nothing, those with most sayings first. */
function sorted(rows, columns, state) {
  const column = sortOf(columns, state);
  const asked = (a, b) => {
    if (column) return depth(a.cells[column.place], column.sign) - depth(b.cells[column.place], column.sign);
    return state.sort === 'name' ? a.actor.name.localeCompare(b.actor.name, 'en') : 0;
  };
  return rows.sort((a, b) => a.actor.part - b.actor.part || asked(a, b) || b.busy - a.busy);
}

/** The button in a column's head: supportive first, opposed first, not sorted. */
function sortButton(button, { id, name }, way) {
  button.dataset.by = id;
  button.setAttribute('aria-label', `Sort by ${name}`);
  button.title = way ? way.says : 'sort by this issue';
  button.addEventListener('click', () => sortBy(id, way ? way.next : 'for'));
}

/** Sorts by an issue, and leaves the keyboard on its button. */
function sortBy(id, sort) {
  goTo(addressOf({}, { ...asked(), by: sort && id, sort }));
  document.querySelector(`#matrix [data-by="${CSS.escape(id)}"]`)?.focus();
}

/** What of the table is left out and how it is sorted, in words. */
function tableInWords(state) {
  const parts = state.enough ? ['Without \u201ctoo few\u201d and \u201cunsure\u201d.'] : [];
  const issue = report.issues[issueOf(state.by)];
  if (issue && Object.hasOwn(WAYS, state.sort)) parts.push(`Sorted by ${issue.name}, ${WAYS[state.sort].says}.`);
  return parts.join(' ');
}
