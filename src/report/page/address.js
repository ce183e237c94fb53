/** What the address asks for: `#actor=`, `#issue=`, and the filters. An address can be sent, and shows the same again. */
const FILTERS = ['name', 'on', 'kind', 'of', 'outlet', 'from', 'to', 'by', 'sort', 'enough'];

const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** The fields of the address, each a text, empty where it is not asked for; what is no day is not asked for. */
function asked() {
  const fields = new URLSearchParams(location.hash.slice(1));
  const state = Object.fromEntries(['actor', 'issue', 'at', ...FILTERS].map((name) => [name, fields.get(name) ?? '']));
  for (const name of ['from', 'to']) if (!isDay(state[name])) state[name] = '';
  return state;
}

/** The address of a view with the filters as they are. */
function addressOf(view, state) {
  const filters = Object.fromEntries(FILTERS.map((name) => [name, state[name]]));
  const fields = Object.entries({ ...view, ...filters }).filter(([, value]) => value);
  return `#${new URLSearchParams(fields)}`;
}

/** Whose sayings are shown, in words; empty where of all. */
function actorsInWords(state) {
  const parts = [];
  if (state.name) parts.push(`named \u201c${state.name}\u201d`);
  if (state.kind) parts.push(`of the kind \u201c${state.kind}\u201d`);
  if (state.of) parts.push(`of ${state.of}`);
  return parts.length === 0 ? '' : `Only actors ${parts.join(', ')}.`;
}

/** Which sayings are shown, in words; empty where all are. */
function sayingsInWords(state) {
  const parts = [];
  if (state.outlet) parts.push(`printed by ${state.outlet}`);
  if (state.from && state.to) parts.push(`of ${day(state.from)} to ${day(state.to)}`);
  else if (state.from) parts.push(`of ${day(state.from)} or later`);
  else if (state.to) parts.push(`of ${day(state.to)} or earlier`);
  return parts.length === 0 ? '' : `Only ${report.unit}s ${parts.join(', ')}.`;
}
