import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { stories, teas } from './content';
import { readForm } from './form';
import {
  closedPage,
  homePage,
  notFoundPage,
  type Order,
  orderPage,
  orderSizes,
  readingPage,
  storyPage,
  teaPage,
  thanksPage,
} from './pages';

export interface TeaHouse {
  /** @param closed answers every request with the house's own "back in a moment" page. */
  handle(
    request: IncomingMessage,
    response: ServerResponse,
    options: { readonly closed: boolean },
  ): void;
  orders(): number;
}

const asset = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

const assets: Record<string, { type: string; body: string }> = {
  '/site.css': { type: 'text/css; charset=utf-8', body: asset('site.css') },
  '/icon.svg': { type: 'image/svg+xml', body: asset('icon.svg') },
};

/** In seconds; what the maintenance page promises. */
const retryAfter = 30;

const sendPage = (
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string | number> = {},
) => {
  // no-cache: the browser has to ask each time, otherwise a broken house would look well.
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-cache',
    ...headers,
  });
  response.end(body);
};

const visitPage = (
  path: string,
  query: URLSearchParams,
  orders: readonly Order[],
): string | undefined => {
  if (path === '/') return homePage();
  if (path === '/reading') return readingPage();
  if (path === '/order') return orderPage(query.get('tea') ?? '');
  const [, section, name, ...rest] = path.split('/');
  if (rest.length > 0) return undefined;
  if (section === 'teas') {
    const tea = teas.find(({ slug }) => slug === name);
    return tea && teaPage(tea);
  }
  if (section === 'reading') {
    const story = stories.find(({ slug }) => slug === name);
    return story && storyPage(story);
  }
  if (section === 'thanks') {
    const order = orders.find(({ number }) => String(number) === name);
    return order && thanksPage(order);
  }
  return undefined;
};

/** The site itself: pages, a style sheet and an order form. It neither knows nor cares that it will be broken. */
export const createTeaHouse = (): TeaHouse => {
  const orders: Order[] = [];

  const takeOrder = async (request: IncomingMessage, response: ServerResponse) => {
    const form = await readForm(request);
    const tea = teas.find(({ slug }) => slug === form.get('tea'));
    const grams = orderSizes.find((size) => String(size) === form.get('grams'));
    const name = form.get('name')?.trim().slice(0, 60);
    if (!tea || !grams || !name) return sendPage(response, 400, orderPage(tea?.slug ?? ''));
    const order: Order = { number: orders.length + 1, tea, grams, name };
    orders.push(order);
    response
      .writeHead(303, { Location: `/thanks/${order.number}`, 'Cache-Control': 'no-store' })
      .end();
  };

  const handle: TeaHouse['handle'] = (request, response, { closed }) => {
    const address = `http://localhost${request.url}`;
    if (!URL.canParse(address)) return sendPage(response, 400, notFoundPage());
    const url = new URL(address);
    const file = assets[url.pathname];
    if (file)
      response
        .writeHead(200, { 'Content-Type': file.type, 'Cache-Control': 'max-age=60' })
        .end(file.body);
    else if (closed)
      sendPage(response, 503, closedPage(), {
        'Retry-After': retryAfter,
        'Cache-Control': 'no-store',
      });
    else if (request.method === 'POST' && url.pathname === '/order')
      takeOrder(request, response).catch(() => response.destroy());
    else if (request.method === 'GET' || request.method === 'HEAD') {
      const page = visitPage(url.pathname, url.searchParams, orders);
      sendPage(response, page === undefined ? 404 : 200, page ?? notFoundPage());
    } else response.writeHead(405, { Allow: 'GET, HEAD' }).end();
  };

  return { handle, orders: () => orders.length };
};
