import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../../src/core/diagnosis/diagnose';
import type { PageKind } from '../../../../src/core/diagnosis/diagnosis';
import { isChallenge } from '../../../../src/core/diagnosis/page-kind';
import { aPage, aResponse, HTTPS, NOON } from '../../support/samples';

function kindOf(markup: string, headers: Record<string, string> = {}): PageKind {
  return diagnose(aResponse(headers), aPage(markup), HTTPS, NOON).page;
}

/** What Cloudflare's JavaScript Detections put into the pages of a site. */
const DETECTIONS =
  "<script>(function(){var a=document.createElement('script');a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js';document.head.appendChild(a);})();</script>";

describe('a bare page', () => {
  it.each([
    '<html><body><h1>502 Bad Gateway</h1></body></html>',
    '<h1>Service unavailable</h1><p>Try again later.</p>',
    '<html><head><meta name="color-scheme" content="light dark"></head><body><pre style="white-space: pre-wrap;">error code: 502</pre></body></html>',
    'Bad Gateway',
    '<?xml version="1.0"?><error><code>502</code></error>',
  ])('says what happened and no more: %s', (markup) => {
    expect(kindOf(markup)).toBe('bare');
  });

  it('is a gateway’s own page, however long and dressed up', () => {
    const squid = `<style>${'a{}'.repeat(2_000)}</style>${'<div class="x">text</div>'.repeat(200)}`;
    expect(kindOf(squid, { 'x-squid-error': 'ERR_DNS_FAIL 0' })).toBe('bare');
  });
});

describe('a branded page', () => {
  const BRANDED =
    '<html><head><link rel="stylesheet" href="/shop.css"></head><body><header><img src="/logo.svg" alt="Shop"></header>' +
    '<p>Our shop is having a nap.</p><footer>© Shop</footer></body></html>';

  it('has a look of its own', () => {
    expect(kindOf(BRANDED)).toBe('branded');
  });

  it('has a lot to say', () => {
    expect(kindOf(`<h1>502</h1><p>${'We are sorry. '.repeat(100)}</p>`)).toBe('branded');
  });

  it('stays one where the site put it in place of its CDN’s', () => {
    const headers = { server: 'cloudflare', 'cf-ray': '8f0000000000abcd-FRA' };
    const found = diagnose(aResponse(headers, { status: 522 }), aPage(BRANDED), HTTPS, NOON);
    expect(found.page).toBe('branded');
    expect(found.gateway?.family).toBe('cloudflare');
  });
});

describe('an empty page', () => {
  it.each([
    '',
    '<html><head></head><body></body></html>',
    '<title>502</title>',
    '<!-- nothing -->',
  ])('has nothing to see: "%s"', (markup) => {
    expect(kindOf(markup)).toBe('empty');
  });

  it('is not one that shows a picture without a word', () => {
    expect(kindOf('<body><img src="/502.png"></body>')).toBe('bare');
    expect(kindOf('<frameset><frame src="/a"></frameset>')).toBe('bare');
  });
});

describe('a page that was not read yet', () => {
  it('is called so', () => {
    expect(diagnose(aResponse(), null, HTTPS, NOON).page).toBe('unread');
  });

  it('is known as a bot check from its headers already', () => {
    const headers = { 'cf-mitigated': 'challenge' };
    expect(diagnose(aResponse(headers), null, HTTPS, NOON).page).toBe('challenge');
  });
});

describe('a bot check', () => {
  it.each([
    ['cf-mitigated', 'challenge'],
    ['x-vercel-mitigated', 'challenge'],
    ['x-amzn-waf-action', 'captcha'],
    ['x-amzn-waf-action', 'challenge'],
  ])('says so in its headers: %s: %s', (name, value) => {
    expect(isChallenge([{ name, value }])).toBe(true);
  });

  it.each([
    ['cf-mitigated', 'block'],
    ['cf-ray', 'challenge'],
    ['x-challenge', 'challenge'],
  ])('is not what says something else: %s: %s', (name, value) => {
    expect(isChallenge([{ name, value }])).toBe(false);
  });

  it.each([
    '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1?ray=8f"></script>',
    '<form class="challenge-form" id="challenge-form" action="/?__cf_chl=1" method="POST"></form>',
  ])('is known by its markup where the headers are silent: %s', (markup) => {
    expect(kindOf(`<html><body>${markup}<p>Just a moment</p></body></html>`)).toBe('challenge');
  });

  it.each([
    '<script>var dd={};</script><script src="https://ct.captcha-delivery.com/c.js"></script>',
    '<div class="px-captcha-container"><div id="px-captcha"></div></div>',
    '<script id="anubis_challenge" type="application/json">{}</script>',
    '<div id="sec-if-cpt-container"></div><script src="/_sec/cp_challenge/sec-4.js"></script>',
    '<script>window.KPSDK={};KPSDK.now=Date.now;</script>',
    '<script>window["bobcmn"] = "1";</script>',
    '<iframe src="/_Incapsula_Resource?SWUDNSAI=31&amp;edet=15&amp;cinfo=04"></iframe>',
  ])('of another maker’s is known by its markup: %s', (markup) => {
    expect(kindOf(`<html><body>${markup}<p>One moment</p></body></html>`)).toBe('challenge');
  });

  it.each([
    'Checking your browser before accessing shop.example.org.',
    'Making sure you’re not a bot!',
    'Please verify you are a human.',
    'Verifying that you are not a robot, one moment',
    'Please complete the security check to access the site.',
    'BitNinja: Browser Integrity Check. Please wait 5 seconds.',
    'You are now in line.',
    'Press and hold to confirm you are a human (and not a bot).',
  ])('is known by what it says to a person: %s', (text) => {
    expect(kindOf(`<html><body><h1>Shop</h1><p>${text}</p></body></html>`)).toBe('challenge');
  });

  it.each([
    '<script src="https://js.datadome.co/tags.js"></script><p>We are resting.</p>',
    '<script>window._pxAppId="PX1";</script><p>We are resting.</p>',
    '<p>Our robots are checking the server before they restart it.</p>',
    `<article><h1>Why you see “verify you are human”</h1>${'<p>It is a check for robots.</p>'.repeat(60)}</article>`,
  ])('is not a failing page with a part of one: %s', (markup) => {
    expect(kindOf(`<html><body>${markup}</body></html>`)).not.toBe('challenge');
  });

  it('is not a failing page into which Cloudflare put its detections', () => {
    expect(kindOf(`<html><body><h1>502</h1>${DETECTIONS}</body></html>`)).toBe('bare');
  });

  it('is never retried by machine, whatever else the answer says', () => {
    const headers = { 'cf-mitigated': 'challenge', 'retry-after': '5' };
    const found = diagnose(aResponse(headers, { status: 503 }), aPage('<p>Wait</p>'), HTTPS, NOON);
    expect(found.retry).toMatchObject({ automatic: false, why: 'deliberate' });
  });

  it('is not said to be made by the site’s own program, whatever its server is called', () => {
    const found = diagnose(
      aResponse({ server: 'Shield/1.0' }, { status: 503 }),
      aPage('<h1>Robot check</h1><p>Hold the button</p>'),
      HTTPS,
      NOON,
    );
    expect(found).toMatchObject({ page: 'challenge', author: 'unknown' });
  });

  it('is nobody’s failure', () => {
    const headers = { 'cf-mitigated': 'challenge', 'cf-ray': '8f-FRA', server: 'cloudflare' };
    const found = diagnose(aResponse(headers), aPage('<p>Wait</p>'), HTTPS, NOON);
    expect(found).toMatchObject({
      cause: 'challenge',
      side: 'unknown',
      failedLink: 'unknown',
      certainty: 'unknown',
    });
  });
});

describe('a page that reloads itself', () => {
  const refreshes = (markup: string, headers: Record<string, string> = {}): boolean =>
    diagnose(aResponse(headers), aPage(markup), HTTPS, NOON).selfRefreshing;

  it.each(['5', '0', '5;url=/', '5; URL="/a"', ' 10 ', '1.5', '.5', '5,/', '5 url=/', '3600'])(
    'says so in the header: "%s"',
    (value) => {
      expect(refreshes('', { refresh: value })).toBe(true);
    },
  );

  it.each(['', 'soon', '-1', '5s', 'url=/', '3601', '99999999999', ';5'])(
    'is not one whose header says no time that anyone waits for: "%s"',
    (value) => {
      expect(refreshes('', { refresh: value })).toBe(false);
    },
  );

  it.each([
    '<meta http-equiv="refresh" content="5">',
    '<META HTTP-EQUIV="Refresh" CONTENT="10; URL=/">',
    "<meta content='3' http-equiv='refresh'>",
    '<meta http-equiv=refresh content=5>',
    '<meta http-equiv = "refresh" content = "5">',
    '<meta\n  http-equiv="refresh"\n  content="5"\n/>',
  ])('says so in its markup: %s', (meta) => {
    expect(refreshes(`<html><head>${meta}</head><body>502</body></html>`)).toBe(true);
  });

  it.each([
    '<meta http-equiv="refresh">',
    '<meta http-equiv="content-type" content="5">',
    '<meta name="refresh" content="5">',
    '<!-- <meta http-equiv="refresh" content="5"> -->',
    '<p>&lt;meta http-equiv="refresh" content="5"&gt;</p>',
  ])('is not one that only looks like it: %s', (meta) => {
    expect(refreshes(`<html><head>${meta}</head><body>502</body></html>`)).toBe(false);
  });

  it('is left to do it', () => {
    const found = diagnose(aResponse({ refresh: '5' }), aPage('502'), HTTPS, NOON);
    expect(found.retry).toMatchObject({ automatic: false, why: 'refreshes-itself' });
  });
});
