// Runs Lighthouse on the pages of a served site, phone and desktop, and writes the scores as Markdown and JSON.
// Usage: node lighthouse.mjs ADDRESS RESULTS
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { launch } from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';

const [address, results] = process.argv.slice(2);
const pages = ['', 'how-it-works/', 'accuracy/', 'models/', 'shapes/heart/', 'embed/', 'privacy/', 'ar/'];
const forms = { phone: undefined, desktop: desktopConfig };
const categories = ['performance', 'accessibility', 'best-practices', 'seo'];
const least = { performance: 90, accessibility: 100, 'best-practices': 100, seo: 100 };

const rows = [];
for (const page of pages) {
  for (const [form, config] of Object.entries(forms)) {
    const chrome = await launch({
      chromePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
      chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
    try {
      const { lhr } = await lighthouse(new URL(page, address).href, { port: chrome.port, onlyCategories: categories, logLevel: 'error' }, config);
      const scores = Object.fromEntries(categories.map((category) => [category, Math.round((lhr.categories[category].score ?? 0) * 100)]));
      const faults = categories
        .filter((category) => category !== 'performance')
        .flatMap((category) => lhr.categories[category].auditRefs)
        .map(({ id }) => lhr.audits[id])
        .filter((audit) => audit.score !== null && audit.score < 1)
        .map((audit) => audit.title);
      const metrics = Object.fromEntries(['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift', 'speed-index'].map((id) => [id, lhr.audits[id].numericValue]));
      rows.push({ page: `/${page}`, form, scores, metrics, faults, version: lhr.lighthouseVersion });
      console.error(`/${page} ${form}: ${Object.values(scores).join(' ')}${faults.length ? ` (${faults.join('; ')})` : ''}`);
    } finally {
      await chrome.kill();
    }
  }
}

const date = new Date().toISOString().slice(0, 10);
const markdown = `# Lighthouse

\`bench/lighthouse/run\` serves the built site and runs Lighthouse ${rows[0].version} on each page in headless Chromium, as a phone
(simulated slow connection and processor) and as a desktop.

| Page | Form | Performance | Accessibility | Best practices | SEO | Largest paint, s | Blocking, ms |
|---|---|---|---|---|---|---|---|
${rows
  .map(({ page, form, scores, metrics }) => `| ${page} | ${form} | ${categories.map((category) => scores[category]).join(' | ')} | ${(metrics['largest-contentful-paint'] / 1000).toFixed(1)} | ${Math.round(metrics['total-blocking-time'])} |`)
  .join('\n')}

${cpus()[0].model.trim()}, ${cpus().length} shared cores, ${date}.
`;
writeFileSync(`${results}.json`, JSON.stringify({ date, machine: cpus()[0].model.trim(), rows }, null, 2) + '\n');
writeFileSync(`${results}.md`, markdown);
console.log(markdown);
const short = rows.filter(({ scores }) => categories.some((category) => scores[category] < least[category]));
process.exitCode = short.length === 0 ? 0 : 1;
