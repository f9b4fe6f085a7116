import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

/** A running product (npm start), whose API the development server borrows. */
const PRODUCT = 'http://127.0.0.1:4400';

const page = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  plugins: [react()],
  // A lib of ours is taken from its sources, as everywhere.
  resolve: { conditions: ['@takings/source', ...defaultClientConditions] },
  build: {
    target: 'es2022',
    // The page's policy allows no data: fonts or scripts, and everything is cached by its hash anyhow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { index: page('index.html'), tv: page('tv.html') } },
  },
  server: {
    proxy: {
      '/api': PRODUCT,
      '/sandbox': PRODUCT,
      '/socket.io': { target: PRODUCT, ws: true },
    },
  },
});
