import { html } from './dom.ts';
import type { FaceReading, Measurement } from './protocol.ts';
import { degrees, percent, say, words } from './words.ts';

/** What was measured on the outline, each with its expected error, and how the head is turned. */
export function measures({ measurements, pose }: FaceReading): HTMLElement[] {
  if (!measurements || !pose) return [];
  const { measures: texts } = words;
  const share = (text: string, { value, error }: Measurement): string => say(text, { value: percent(value), error: percent(error) });
  const angle = ({ value, error }: Measurement): string => say(texts.plain, { value: degrees(value), error: degrees(error) });
  const rows: readonly (readonly [key: string, name: string, value: string])[] = [
    ['length', texts.length, share(texts.ofWidth, measurements.lengthToWidth)],
    ['forehead', texts.forehead, share(texts.ofCheeks, measurements.foreheadToCheek)],
    ['jaw', texts.jaw, share(texts.ofCheeks, measurements.jawToCheek)],
    ['chin', texts.chin, share(texts.ofJaw, measurements.chinToJaw)],
    ['angle', texts.angle, angle(measurements.jawAngle)],
    ['pose', texts.pose, say(texts.turned, { yaw: degrees(pose.yaw), pitch: degrees(pose.pitch), roll: degrees(pose.roll) })],
  ];
  return [
    html('h2', {}, texts.title),
    html('dl', { class: 'measured' }, ...rows.map(([key, name, value]) => html('div', { 'data-measure': key }, html('dt', {}, name), html('dd', {}, value)))),
    html('p', { class: 'hint' }, texts.note),
  ];
}
