/** The views: what the address asks for is shown, and what is chosen becomes the address. */
const TITLE = document.title;
const form = document.getElementById('filters');
const views = { overview: document.getElementById('overview'), actor: document.getElementById('one-actor'), issue: document.getElementById('one-issue') };

/** Adds the choices of a filter, which goes where there are none to make. */
function offer(name, choices) {
  const select = form.elements[name];
  select.append(...choices.map(([value, text]) => new Option(text, value)));
  select.closest('label').hidden = choices.length < 2;
}

function offerAll() {
  const unique = (values) => [...new Set(values)].sort((a, b) => a.localeCompare(b, 'en')).map((value) => [value, value]);
  const dates = report.actors.flatMap((actor) => actor.positions.flatMap((position) => position.sayings)).map((saying) => saying.date).filter(Boolean).sort();
  offer('on', report.issues.map(({ id, name }) => [id, name]));
  offer('kind', unique(report.actors.map((actor) => actor.kind)));
  offer('of', unique(report.actors.flatMap((actor) => actor.belongs.map(([, name]) => name))));
  offer('outlet', unique(report.outlets));
  for (const name of ['from', 'to']) {
    const field = form.elements[name];
    [field.min, field.max] = [dates[0] ?? '', dates[dates.length - 1] ?? ''];
    field.closest('label').hidden = dates.length === 0;
  }
  form.hidden = false;
}

/** Puts what the address asks for into the fields. */
function setFields(state) {
  offerColumn(state);
  for (const name of FILTERS) {
    const field = form.elements[name];
    if (field.type === 'checkbox') field.checked = state[name] === field.value;
    else if (field.value !== state[name]) field.value = state[name];
    if (field.selectedIndex < 0) field.selectedIndex = 0;
  }
  const rest = form.querySelector('.rest');
  if (['kind', 'of', 'outlet', 'from', 'to'].some((name) => state[name])) rest.open = true;
}

/** Lets the choice of an order say so where a column sorts. */
function offerColumn(state) {
  const [option, issue, way] = [slot(form, 'column'), report.issues[issueOf(state.by)], WAYS[state.sort]];
  option.hidden = !issue || !way;
  [option.value, option.text] = option.hidden ? ['', ''] : [state.sort, `${issue.name}, ${way.says}`];
}

/** The address of the fields as they are. */
function fieldsAddress() {
  const fields = Object.fromEntries(new FormData(form).entries());
  if (!Object.hasOwn(WAYS, fields.sort)) fields.by = '';
  return addressOf({}, Object.fromEntries(FILTERS.map((name) => [name, String(fields[name] ?? '').trim()])));
}

/** Shows one view, and puts the keyboard at its beginning. */
function show(view, heading, title, at) {
  for (const [name, place] of Object.entries(views)) place.hidden = name !== view;
  document.body.dataset.view = view;
  document.title = title ? `${title} \u2013 ${TITLE}` : TITLE;
  const target = at ? views[view].querySelector(`[data-issue="${CSS.escape(at)}"]`) : null;
  if (target) target.scrollIntoView();
  else if (heading) scrollTo(0, 0);
  (target ?? heading)?.focus({ preventScroll: true });
}

/** Draws what the address asks for. */
function draw() {
  const state = asked();
  if (state.actor && drawActor(views.actor, state)) show('actor', document.getElementById('actor-name'), state.actor, state.at);
  else if (state.issue && drawIssue(views.issue, state)) show('issue', document.getElementById('issue-name'), report.issues[issueOf(state.issue)].name);
  else {
    const was = !views.overview.hidden;
    show('overview', was ? null : document.getElementById('positions'), '');
    if (form) setFields(state);
    document.querySelectorAll('.pages a').forEach((link) => (link.hash = addressOf({}, state)));
    drawMatrix(state);
    const anchor = document.getElementById(location.hash.slice(1));
    if (anchor && anchor.tabIndex === -1) {
      anchor.scrollIntoView();
      anchor.focus({ preventScroll: true });
    }
  }
}

/** Draws another view of the table, in the place of this one in the browser's history. */
function goTo(address) {
  most = AT_ONCE;
  history.replaceState(null, '', address);
  draw();
}

/** Draws anew once nothing more is typed. */
let waiting = 0;
function changed() {
  clearTimeout(waiting);
  waiting = setTimeout(() => goTo(fieldsAddress()), 120);
}

if (form) {
  offerAll();
  form.addEventListener('input', changed);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(changed));
  document.getElementById('more').addEventListener('click', () => {
    most += AT_ONCE * 5;
    drawMatrix(asked());
  });
}
addEventListener('hashchange', draw);
addEventListener('beforeprint', () => {
  if (!views.overview.hidden) drawPaper(asked());
  document.querySelectorAll('.view details.more').forEach((more) => {
    more.open = true;
    more.dispatchEvent(new Event('toggle'));
  });
});
draw();
