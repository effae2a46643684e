import { Html, html } from './html';
import type { LogEntry } from './request-log';
import type { DemoState } from './state';

export interface ControlView {
  readonly siteUrl: string;
  readonly state: DemoState;
  readonly orders: number;
  readonly entries: readonly LogEntry[];
}

interface Choice {
  readonly state: DemoState;
  readonly label: string;
  readonly effect: string;
  /** Said on top of the page while it is so. */
  readonly now: string;
}

const choices: readonly Choice[] = [
  {
    state: 'works',
    label: 'Works',
    effect: 'The app answers as it should.',
    now: 'The tea house works.',
  },
  {
    state: 'crash',
    label: 'Crash the app',
    effect: 'Its socket is closed, the gateway is refused and says 502.',
    now: 'The app has crashed: 502.',
  },
  {
    state: 'garbage',
    label: 'Talk garbage',
    effect: 'The app answers, but not in HTTP. The gateway says 502.',
    now: 'The app talks garbage: 502.',
  },
  {
    state: 'hang',
    label: 'Hang',
    effect: 'The app never answers. After a few seconds the gateway says 504.',
    now: 'The app hangs: 504.',
  },
  {
    state: 'maintenance',
    label: 'Maintenance',
    effect: 'The app closes for a while: a friendly 503 of its own, with Retry-After: 30.',
    now: 'The tea house is closed for maintenance: 503.',
  },
];

const button = (
  { state, label, effect }: Choice,
  current: DemoState,
): Html => html`<form method="post" action="/state">
<button name="state" value="${state}" aria-describedby="effect-${state}"${state === current ? html` aria-current="true"` : ''}>${
  state === 'works' && current !== 'works' ? 'Make it work again' : label
}</button>
<p id="effect-${state}">${effect}</p>
</form>`;

const statusCell = ({ status }: LogEntry): Html =>
  status === null
    ? html`<span class="quiet">left</span>`
    : html`<b class="s${Math.floor(status / 100)}">${status}</b>`;

/** A visit and a check are told apart by what the browser says the answer is for. */
const kind = ({ destination }: LogEntry): string => {
  if (destination === 'document') return 'page';
  return destination === 'empty' ? 'check' : destination;
};

const row = (entry: LogEntry): Html => html`<tr>
<td><time datetime="${entry.time.toISOString()}">${entry.time.toTimeString().slice(0, 8)}</time></td>
<td>${statusCell(entry)}</td>
<td>${entry.method}</td>
<td class="path">${entry.path}</td>
<td>${kind(entry)}</td>
<td class="quiet">${entry.upstreamFault}</td>
</tr>`;

// The status early, so that a narrow window shows it without scrolling sideways.
const columns = ['Time', 'Status', 'Method', 'Path', 'For', 'Upstream'];

const logTable = (entries: readonly LogEntry[]): Html =>
  entries.length === 0
    ? html`<p class="empty">Nothing yet. Open the tea house, and its requests appear here.</p>`
    : html`<div class="scroll" role="region" aria-labelledby="log-title" tabindex="0"><table>
<thead><tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${entries.map(row)}</tbody>
</table></div>`;

/** A lightning bolt, to tell the tab from the tea house's. */
const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#a8231c"/><path d="M18 4 8 18h7l-2 10 11-15h-8z" fill="#fff"/></svg>',
)}`;

/** Looks again without taking the focus from a button: only the parts marked `data-live` are replaced. */
const script = `
const look = async () => {
	if (document.hidden) return;
	try {
		const answer = await fetch('/', { cache: 'no-store' });
		const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
		for (const part of document.querySelectorAll('[data-live]')) {
			const update = fresh.querySelector('[data-live="' + part.dataset.live + '"]');
			if (update && update.innerHTML !== part.innerHTML) part.innerHTML = update.innerHTML;
		}
	} catch {}
};
setInterval(look, 1000);
document.addEventListener('visibilitychange', look);
`;

export const controlPage = ({ siteUrl, state, orders, entries }: ControlView): string =>
  html`<!doctype html>
<html lang="en" data-state="${state}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Break the Tea House</title>
<link rel="icon" href="${icon}">
<link rel="stylesheet" href="/control.css">
</head>
<body>
<header>
<h1>Break the Tea House</h1>
<p>Press a button, then look at <a href="${siteUrl}" target="tea-house">the tea house</a> or reload it, and see what Backsoon makes of it.</p>
</header>
<main>
<p class="now ${state}" role="status">${choices.find((choice) => choice.state === state)?.now ?? state}</p>
<div class="choices">${choices.map((choice) => button(choice, state))}</div>
<section>
<div class="bar">
<h2 id="log-title">Requests at the gateway</h2>
<p data-live="orders">Orders that reached the app: ${orders}</p>
<form method="post" action="/clear"><button>Clear the list</button></form>
</div>
<div data-live="log">${logTable(entries)}</div>
</section>
</main>
<script>${new Html(script)}</script>
</body>
</html>
`.text;
