import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

const CONFIG = fileURLToPath(new URL('../../tests/stories/vite.config.ts', import.meta.url));

/** The story page, built and served. */
export interface StoryServer {
  /** The address of one story. */
  address(story: string): string;
  close(): Promise<void>;
}

/** Serves the story page on a free port of this device, from a folder below `out`. */
export async function serveStories(): Promise<StoryServer> {
  const config = {
    configFile: CONFIG,
    logLevel: 'error',
    build: { outDir: join(process.cwd(), 'out', 'stories-store') },
  } as const;
  await build(config);
  const server = await preview({ ...config, preview: { port: 0, host: '127.0.0.1' } });
  const root = server.resolvedUrls?.local[0] ?? '';
  return {
    address: (story) => `${root}?story=${encodeURIComponent(story)}`,
    close: () => server.close(),
  };
}
