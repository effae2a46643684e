import { euros, type Story, stories, type Tea, teas } from './content';
import { type Html, html } from './html';

export interface Order {
  readonly number: number;
  readonly tea: Tea;
  readonly grams: number;
  readonly name: string;
}

export const orderSizes = [50, 100, 250] as const;

const cup = (liquor: string): Html => html`<svg class="cup" viewBox="0 0 96 72" aria-hidden="true">
<path class="steam" d="M36 20c-5-6 5-9 0-15M50 20c-5-6 5-9 0-15"/>
<path class="handle" d="M73 32c16-3 16 19-5 18"/>
<path class="china" d="M14 27h60v10c0 16-12 26-30 26S14 53 14 37z"/>
<ellipse class="china" cx="44" cy="27" rx="30" ry="6"/>
<ellipse cx="44" cy="27.5" rx="26" ry="4.2" fill="${liquor}"/>
<path class="saucer" d="M8 67h72"/>
</svg>`;

const navigation: readonly { href: string; label: string }[] = [
  { href: '/', label: 'Teas' },
  { href: '/reading', label: 'Reading' },
  { href: '/order', label: 'Order' },
];

const page = (title: string, here: string, main: Html): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/site.css">
</head>
<body>
<header>
<a class="name" href="/">The Tea House</a>
<nav aria-label="Main">${navigation.map(
    ({ href, label }) =>
      html`<a href="${href}"${href === here ? html` aria-current="page"` : ''}>${label}</a>`,
  )}</nav>
</header>
<main>
${main}
</main>
<footer><p>The Tea House is Backsoon’s demo. Nothing here is for sale, and no order leaves your computer.</p></footer>
</body>
</html>
`.text;

const teaCard = (tea: Tea): Html => html`<li>
${cup(tea.liquor)}
<h3><a href="/teas/${tea.slug}">${tea.name}</a></h3>
<p class="kind">${tea.kind}</p>
<p>${tea.taste}</p>
<p class="price">${euros(tea.price)} <span>for 100 g</span></p>
</li>`;

const storyList = (heading: 'h2' | 'h3'): Html =>
  html`<ul class="stories">${stories.map(
    (story) => html`<li>
<${heading}><a href="/reading/${story.slug}">${story.title}</a></${heading}>
<p>${story.teaser}</p>
</li>`,
  )}</ul>`;

export const homePage = (): string =>
  page(
    'The Tea House',
    '/',
    html`<section class="welcome">
<h1>Sit down. The kettle is on.</h1>
<p>Six teas, two stories and one long table by the window. Open from the first ferry to the last.</p>
</section>
<h2>This season’s teas</h2>
<ul class="teas">${teas.map(teaCard)}</ul>
<h2>Something to read while it steeps</h2>
${storyList('h3')}`,
  );

export const teaPage = (tea: Tea): string =>
  page(
    `${tea.name} – The Tea House`,
    '',
    html`<article class="tea">
${cup(tea.liquor)}
<div>
<p class="kind">${tea.kind}</p>
<h1>${tea.name}</h1>
<p class="lead">${tea.taste}.</p>
<p>${tea.story}</p>
<dl>
<div><dt>Water</dt><dd>${tea.celsius} °C</dd></div>
<div><dt>Time</dt><dd>${tea.minutes} minutes</dd></div>
<div><dt>100 g</dt><dd>${euros(tea.price)}</dd></div>
</dl>
<p><a class="button" href="/order?tea=${tea.slug}">Order ${tea.name}</a></p>
</div>
</article>`,
  );

export const readingPage = (): string =>
  page(
    'Reading – The Tea House',
    '/reading',
    html`<h1>Something to read while it steeps</h1>
${storyList('h2')}`,
  );

export const storyPage = (story: Story): string =>
  page(
    `${story.title} – The Tea House`,
    '',
    html`<article class="story">
<h1>${story.title}</h1>
${story.paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
<p><a href="/reading">More to read</a></p>
</article>`,
  );

export const orderPage = (chosen: string): string =>
  page(
    'Order – The Tea House',
    '/order',
    html`<h1>Order</h1>
<p>Tell us which tea and how much. We pack it by hand and post it tomorrow.</p>
<form method="post" action="/order">
<label for="tea">Tea</label>
<select id="tea" name="tea">${teas.map(
      (tea) =>
        html`<option value="${tea.slug}"${tea.slug === chosen ? html` selected` : ''}>${tea.name}</option>`,
    )}</select>
<fieldset>
<legend>How much</legend>
${orderSizes.map(
  (grams) =>
    html`<label><input type="radio" name="grams" value="${grams}"${grams === 100 ? html` checked` : ''}> ${grams} g</label>`,
)}
</fieldset>
<label for="name">Your name</label>
<input id="name" name="name" required maxlength="60" autocomplete="off">
<label for="wish">A wish for the packers <span>(if you have one)</span></label>
<textarea id="wish" name="wish" rows="3" maxlength="300"></textarea>
<button>Send the order</button>
</form>`,
  );

export const thanksPage = (order: Order): string =>
  page(
    'Thank you – The Tea House',
    '/order',
    html`<section class="welcome">
${cup(order.tea.liquor)}
<h1>Thank you, ${order.name}.</h1>
<p>${order.grams} g of ${order.tea.name}, ${euros((order.tea.price * order.grams) / 100)}. Your order is number ${order.number}.</p>
<p><a href="/">Back to the teas</a></p>
</section>`,
  );

export const closedPage = (): string =>
  page(
    'Closed for a moment – The Tea House',
    '',
    html`<section class="welcome">
${cup('#c98a2b')}
<h1>We are sweeping the floor.</h1>
<p>The Tea House is closed for maintenance and opens again in a moment. Your place at the table is kept.</p>
</section>`,
  );

export const notFoundPage = (): string =>
  page(
    'Not here – The Tea House',
    '',
    html`<section class="welcome">
<h1>That shelf is empty.</h1>
<p>There is nothing under this address. <a href="/">All teas are here</a>.</p>
</section>`,
  );
