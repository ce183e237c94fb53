/** The table of actors and issues. */
const AT_ONCE = 100;
const PARTS = ['Named', 'Groups', 'Anonymous', 'Unknown'];
let most = AT_ONCE;

/** Whether the name or an alias has all the words looked for. */
function isNamed(actor, words) {
  const text = `${actor.name} ${actor.aliases ?? ''}`.toLowerCase();
  return words.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

function isWanted(actor, state) {
  if (state.name && !isNamed(actor, state.name)) return false;
  if (state.kind && actor.kind !== state.kind) return false;
  return !state.of || actor.belongs.some(([, name]) => name === state.of);
}

/** The issues that are columns: the one asked for, else all that somebody has a position on. */
function columnsOf(state) {
  if (state.on) return [issueOf(state.on)].filter((issue) => issue >= 0);
  const used = new Set(report.actors.flatMap((actor) => actor.positions.filter((position) => !position.hidden).map((position) => position.issue)));
  return report.issues.map((_, issue) => issue).filter((issue) => used.has(issue));
}

/** An actor's row as the filters leave it; null where no cell is left. */
function rowOf(actor, columns, state) {
  if (!isWanted(actor, state)) return null;
  const cells = columns.map((issue) => {
    const position = actor.positions.find((position) => position.issue === issue);
    const cell = position ? seen(position, state) : null;
    return cell && state.enough && isThin(cell.word) ? null : cell;
  });
  if (cells.every((cell) => cell === null)) return null;
  const sure = cells.flatMap((cell) => cell?.sayings ?? []).filter((saying) => !saying.unsure);
  return { actor, cells, busy: sure.length };
}

function cellOf(actor, issue, cell, state) {
  if (cell === null) return element('td');
  const made = fill(copy('cell'), { word: cell.word, note: cell.note });
  const link = made.firstElementChild;
  link.classList.add(cell.word.replaceAll(' ', '-'));
  link.href = addressOf({ actor: actor.key, at: report.issues[issue].id }, state);
  return made;
}

function rowElement({ actor, cells }, columns, state) {
  const row = fill(copy('row'), { name: actor.name, beneath: actor.beneath, note: actor.note });
  slot(row, 'name').href = addressOf({ actor: actor.key }, state);
  row.append(...cells.map((cell, place) => cellOf(actor, columns[place], cell, state)));
  return row;
}

function columnHead(issue, way, state) {
  const { id, name, description } = issue;
  const cell = fill(copy('column'), { name });
  slot(cell, 'name').href = addressOf({ issue: id }, state);
  slot(cell, 'name').title = description;
  if (way) cell.setAttribute('aria-sort', way.aria);
  sortButton(slot(cell, 'sort'), issue, way);
  return cell;
}

function headingOf(columns, state) {
  const column = sortOf(columns, state);
  return columns.map((issue, place) => columnHead(report.issues[issue], column?.place === place ? column : null, state));
}

/** The caption, the head and the bodies of a table, one for each part. */
function sections(rows, columns, state) {
  const head = copy('head');
  head.rows[0].append(...headingOf(columns, state));
  const bodies = PARTS.map((heading, part) => {
    const body = element('tbody');
    const line = fill(copy('part'), { heading });
    line.firstElementChild.colSpan = columns.length + 1;
    const own = rows.filter((row) => row.actor.part === part).map((row) => rowElement(row, columns, state));
    if (own.length) body.append(...(part > 0 ? [line] : []), ...own);
    return body;
  });
  return [copy('caption'), head, ...bodies.filter((body) => body.childElementCount)];
}

/** Every row that the filters leave, in order. */
function rowsOf(columns, state) {
  const rows = report.actors.map((actor) => rowOf(actor, columns, state));
  return sorted(rows.filter((row) => row !== null), columns, state);
}

/** Draws the table anew. */
function drawMatrix(state) {
  const table = document.getElementById('matrix');
  if (!table) return;
  const columns = columnsOf(state);
  const rows = rowsOf(columns, state);
  const shown = rows.slice(0, most);
  table.replaceChildren(...sections(shown, columns, state));
  table.hidden = rows.length === 0;
  drawCount(rows.length, shown.length, state);
}

/** How many issues fit a sheet of paper. */
const ON_PAPER = 7;

/** Draws the table for paper: all rows, in tables of few issues each. */
function drawPaper(state) {
  const paper = document.getElementById('paper');
  paper?.replaceChildren();
  const columns = columnsOf(state);
  for (let at = 0; paper && at < columns.length; at += ON_PAPER) {
    const few = columns.slice(at, at + ON_PAPER);
    const table = element('table', 'matrix');
    table.append(...sections(rowsOf(few, state), few, state));
    paper.append(table);
  }
}

function drawCount(found, shown, state) {
  const of = count(report.actors.filter((actor) => actor.positions.some((position) => !position.hidden)).length, 'actor');
  const status = document.getElementById('shown');
  const thing = found === 0 ? `No position of ${of} is left.` : `${found} of ${of}. Every word leads to its evidence, every issue to who stands where.`;
  status.textContent = [thing, actorsInWords(state), sayingsInWords(state), tableInWords(state)].filter(Boolean).join(' ');
  const more = document.getElementById('more');
  more.hidden = shown === found;
  more.textContent = `Show ${Math.min(AT_ONCE * 5, found - shown)} more of ${found - shown}`;
}
