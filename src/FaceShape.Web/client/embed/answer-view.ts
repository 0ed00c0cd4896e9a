import { html } from '../dom.ts';
import { bar, meter } from '../meter.ts';
import { Phrases, say } from '../phrases.ts';
import type { FaceReading, ShapeName } from '../protocol.ts';
import type { Advised, AdvisedItem, AdvisedTopic } from './advised.ts';
import type { Phrasebook } from './contents.ts';

/** The answer as `<face-shape>` shows it. */
export function answerView({ words, element, language }: Phrasebook, reading: FaceReading): HTMLElement[] {
  const phrases = new Phrases(language, words);
  const ranked = (Object.entries(reading.shape.probabilities) as [ShapeName, number][]).sort((a, b) => b[1] - a[1]);
  return [
    html('h2', { part: 'shape', id: 'shape' }, phrases.headline(reading)),
    html('p', { part: 'verdict', class: 'quiet' }, phrases.verdict(reading)),
    ...reading.warnings.map((code) => {
      const { what, remedy } = phrases.warning(code);
      return html('p', { part: 'warning', class: 'warning', 'data-warning': code }, html('strong', {}, what), ` ${remedy}`);
    }),
    html('ul', { part: 'chances', class: 'chances', 'aria-label': element.chances }, ...ranked.map(([name, share]) => {
      const [label, text] = [phrases.shapeName(name), phrases.percent(share)];
      return html('li', { 'data-shape': name },
        html('span', {}, label), meter(label, text, share, ...bar(share)), html('span', { class: 'share' }, text));
    })),
  ];
}

/** The advice for the topics that the page asked for. */
export function adviceView({ words }: Phrasebook, { needs, traits, topics }: Advised, wanted: readonly string[]): HTMLElement[] {
  const shown = topics.filter(({ key }) => wanted.includes(key));
  if (shown.length === 0) return [];
  const { title, all, convention } = words.advice;
  return [
    html('section', { part: 'advice', class: 'advice' },
      html('h3', {}, title),
      ...(needs.length > 0 ? needs : [all]).map((need) => html('p', {}, need)),
      ...traits.map((trait) => html('p', {}, trait)),
      ...shown.map((topic) => topicView(words.advice, topic)),
      html('p', { class: 'quiet' }, convention)),
  ];
}

function topicView(texts: Phrasebook['words']['advice'], { key, name, source, prefer, avoid }: AdvisedTopic): HTMLElement {
  const items = (kind: 'prefer' | 'avoid', advised: readonly AdvisedItem[]): HTMLElement[] => advised.map((item) =>
    html('li', { 'data-advice': kind, 'data-item': item.key },
      item.draw(),
      html('p', { class: 'kind' }, texts[kind]),
      html('p', {}, html('strong', {}, item.name)),
      html('p', { class: 'quiet' }, item.why)));
  return html('details', { 'data-topic': key, part: 'topic' },
    html('summary', {}, name),
    html('ul', { class: 'items' }, ...items('prefer', prefer), ...items('avoid', avoid)),
    html('p', { class: 'quiet' }, say(texts.source, { source })));
}
