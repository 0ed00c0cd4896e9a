// Serves this folder, and the package's files as /faceshape/, with a content security policy that names everything that is needed.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const dist = join(here, 'node_modules', '@faceshape', 'web', 'dist');
const types = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const server = createServer(async ({ url = '/' }, response) => {
  // normalize() takes away what would lead out of the folders.
  // Nobody catches what is thrown here: it would end the program.
  if (!URL.canParse(url, 'http://localhost')) return void response.writeHead(400).end();
  const path = normalize(new URL(url, 'http://localhost').pathname);
  const file = path.startsWith('/faceshape/') ? join(dist, path.slice('/faceshape/'.length)) : join(here, path === '/' ? 'index.html' : path);
  const found = await stat(file).then((entry) => entry.isFile(), () => false);
  response.writeHead(found ? 200 : 404, {
    'Content-Type': types[extname(file)] ?? 'application/octet-stream',
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
  });
  if (found) createReadStream(file).pipe(response);
  else response.end();
});
server.listen(Number(process.argv[2] ?? 3000), 'localhost', () => console.log(`http://localhost:${server.address().port}/`));
