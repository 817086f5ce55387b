import { defineConfig } from 'vite';
import { pageConfig } from './page.ts';

export default defineConfig(
  pageConfig('my', ['/signin', '/signout', '/demo-issuer', '/files', '/documents']),
);
