/** The report as data: see src/report/html/data.rs for its fields. */
const report = JSON.parse(document.getElementById('report').textContent);
const articles = new Map(report.articles.map((article) => [article.id, article]));
const actors = new Map(report.actors.map((actor) => [actor.key, actor]));
const issueOf = (id) => report.issues.findIndex((issue) => issue.id === id);

const POLES = ['supportive', 'cautious', 'opposed'];

/** How many sure sayings there are of each stance. */
function tally(sayings) {
  const counts = { supportive: 0, cautious: 0, opposed: 0 };
  for (const saying of sayings) if (!saying.unsure) counts[saying.stance] += 1;
  return counts;
}

/** The first and the last day of a pole; nothing with fewer than two dated sayings. */
function reach(sayings, pole) {
  const days = sayings.filter((saying) => !saying.unsure && saying.stance === pole && saying.date).map((saying) => saying.date).sort();
  return days.length < 2 ? null : [days[0], days[days.length - 1]];
}

/** Whether all of one pole comes before all of the other. */
function hasTurned(sayings) {
  const [supporting, opposing] = [reach(sayings, 'supportive'), reach(sayings, 'opposed')];
  return supporting !== null && opposing !== null && (supporting[1] < opposing[0] || opposing[1] < supporting[0]);
}

/** The word for sayings: the rule of the method's list, the first that fits; null of none. */
function headline(sayings) {
  if (sayings.length === 0) return null;
  const counts = tally(sayings);
  const total = counts.supportive + counts.cautious + counts.opposed;
  if (total === 0) return 'unsure';
  if (total < report.min_sayings) return 'too few';
  if (hasTurned(sayings)) return 'changed';
  if (4 * counts.supportive >= total && 4 * counts.opposed >= total) return 'mixed';
  if (3 * counts.supportive >= 2 * total) return 'supportive';
  if (3 * counts.opposed >= 2 * total) return 'opposed';
  return 'cautious';
}

/** The mean net of sure sayings; null without any. */
function netOf(sayings) {
  const nets = sayings.filter((saying) => !saying.unsure).map((saying) => saying.net);
  return nets.length === 0 ? null : nets.reduce((sum, net) => sum + net, 0) / nets.length;
}

/** "2 supportive, 1 cautious". */
const byStance = (sayings) => Object.entries(tally(sayings)).filter(([, n]) => n > 0).map(([word, n]) => `${n} ${word}`).join(', ');

const isBar = (state) => Boolean(state.outlet || state.from || state.to);

/** Whether a saying is of the outlet and the days asked for. */
function passes(saying, state) {
  if (state.outlet && !saying.outlets.some((outlet) => report.outlets[outlet] === state.outlet)) return false;
  if ((state.from || state.to) && !saying.date) return false;
  return (!state.from || saying.date >= state.from) && (!state.to || saying.date <= state.to);
}

/** A position as the filters leave it: `{word, note, net, sayings}`; null where nothing is left to show. */
function seen(position, state) {
  if (position.hidden) return null;
  if (!isBar(state)) return position;
  const sayings = position.sayings.filter((saying) => passes(saying, state));
  const word = headline(sayings);
  if (word === null) return null;
  const sure = sayings.filter((saying) => !saying.unsure);
  const said = word === 'unsure' ? count(sayings.length, report.unit) : word === 'too few' ? byStance(sayings) : count(sure.length, report.unit);
  const outlets = new Set(sure.flatMap((saying) => saying.outlets)).size;
  return { word, note: outlets ? `${said}, ${count(outlets, 'outlet')}` : said, net: netOf(sayings) ?? undefined, sayings };
}

/** The words for which a side is told. */
const isThin = (word) => word === 'too few' || word === 'unsure';
