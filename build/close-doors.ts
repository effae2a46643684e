import type { Plugin } from 'vite';

/**
 * Takes `web_accessible_resources` out of the built manifest. The bundler lists the card's script
 * there, where any page could probe for it; `scripting.executeScript` doesn't need that.
 */
export function closeDoors(): Plugin {
  return {
    name: 'backsoon:close-doors',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const manifest = bundle['manifest.json'];
        if (manifest?.type !== 'asset') throw new Error('the build has no manifest.json');
        const { web_accessible_resources: _open, ...closed } = JSON.parse(String(manifest.source));
        manifest.source = `${JSON.stringify(closed, null, 2)}\n`;
      },
    },
  };
}
