import { readFileSync } from 'node:fs';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { App } from './app';
import { controlPage } from './control-page';
import { readForm } from './form';
import { type LoopbackListener, listenOnLoopback } from './loopback';
import type { RequestLog } from './request-log';
import { isDemoState } from './state';

export interface ControlOptions {
  readonly app: App;
  readonly log: RequestLog;
  readonly siteUrl: string;
  readonly preferredPort: number;
}

const css = readFileSync(new URL('control.css', import.meta.url), 'utf8');

const send = (response: ServerResponse, status: number, type: string, body: string): void => {
  response
    .writeHead(status, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-store' })
    .end(body);
};

/** After a POST the browser is sent to the page by GET, so that reloading it presses no button a second time. */
const backToThePage = (response: ServerResponse): void => {
  response.writeHead(303, { Location: '/', 'Cache-Control': 'no-store' }).end();
};

/** The page with the buttons that break the tea house and mend it. */
export const startControl = ({
  app,
  log,
  siteUrl,
  preferredPort,
}: ControlOptions): Promise<LoopbackListener> => {
  const change = async (request: IncomingMessage, response: ServerResponse) => {
    const state = (await readForm(request)).get('state');
    if (!isDemoState(state)) return send(response, 400, 'text/plain', 'There is no such state.\n');
    await app.setState(state);
    backToThePage(response);
  };

  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const route = `${request.method} ${request.url}`;
    if (route === 'GET /')
      send(
        response,
        200,
        'text/html',
        controlPage({ siteUrl, state: app.state(), orders: app.orders(), entries: log.entries() }),
      );
    else if (route === 'GET /control.css') send(response, 200, 'text/css', css);
    else if (route === 'POST /state') change(request, response).catch(() => response.destroy());
    else if (route === 'POST /clear') {
      log.clear();
      backToThePage(response);
    } else send(response, 404, 'text/plain', 'Nothing here.\n');
  };

  return listenOnLoopback(() => http.createServer(handle), preferredPort);
};
