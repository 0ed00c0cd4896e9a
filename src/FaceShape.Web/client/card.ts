import type { Summary } from './keep.ts';
import type { FaceReading } from './protocol.ts';
import { headline, list, percent, shapeName, verdict, words } from './words.ts';
import type { ShapeName } from './protocol.ts';

/** Size of the card in pixels: a portrait that shows whole in most places. */
export const cardWidth = 1080;
export const cardHeight = 1350;

const margin = 90;
const outlineHeight = 270;
/** Nothing is written below but the last line. */
const lowest = cardHeight - margin - 60;
/** How many shapes have a bar. */
const bars = 3;

/** Paints the answer as a picture, in the colours of the page as they are now. */
export async function paintCard(reading: FaceReading, summaries: readonly Summary[], photo: HTMLCanvasElement | undefined): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = cardWidth;
  canvas.height = cardHeight;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The card cannot be painted');
  const pen = new Pen(context);
  pen.background();
  pen.figure(reading.shape.label, photo, reading);
  let y = margin + outlineHeight + 80;
  y = pen.text(words.keep.cardTitle, y, 600, 34, 'accent', 'sans');
  y = pen.title(headline(reading), y + 60);
  y = pen.text(verdict(reading), y, 400, 34, 'quiet', 'sans');
  y = pen.bars(reading, y + 30);
  for (const { topic, names } of summaries) {
    y = pen.text(`${topic}: ${list(names.slice(0, 3))}`, y + 16, 400, 31, 'ink', 'sans');
    if (y > lowest) break;
  }
  pen.foot(words.keep.foot);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The card cannot be written'))), 'image/png'));
}

type Family = 'sans' | 'serif';
type Ink = 'paper' | 'ink' | 'quiet' | 'accent' | 'line' | 'wash';

/** Writes and draws in the page's own colours, typefaces and direction. */
class Pen {
  readonly #style = getComputedStyle(document.documentElement);
  readonly #rightToLeft = document.documentElement.dir === 'rtl';
  readonly #context: CanvasRenderingContext2D;

  constructor(context: CanvasRenderingContext2D) {
    this.#context = context;
    context.direction = this.#rightToLeft ? 'rtl' : 'ltr';
    context.textAlign = 'start';
  }

  background(): void {
    this.#context.fillStyle = this.#colour('paper');
    this.#context.fillRect(0, 0, cardWidth, cardHeight);
  }

  /** The ideal outline of the shape, and beside it the face of the photo if that is wanted. */
  figure(shape: ShapeName, photo: HTMLCanvasElement | undefined, reading: FaceReading): void {
    const path = document.querySelector(`.shapes [data-shape="${shape}"] path`)?.getAttribute('d') ?? '';
    const context = this.#context;
    const scale = outlineHeight / 130;
    context.save();
    context.translate(this.#rightToLeft ? cardWidth - margin - 100 * scale : margin, margin);
    context.scale(scale, scale);
    context.lineWidth = 2.4;
    context.strokeStyle = this.#colour('accent');
    context.fillStyle = this.#colour('wash');
    const drawn = new Path2D(path);
    context.fill(drawn);
    context.stroke(drawn);
    context.restore();
    if (photo) this.#photo(photo, reading);
  }

  /** Writes a text over as many lines as it needs; what would reach the last line is left out. */
  text(text: string, y: number, weight: number, height: number, colour: Ink, family: Family): number {
    this.#font(weight, height, family);
    const lines = this.#lines(text);
    if (y + (lines.length - 1) * height * 1.28 > lowest) return lowest + 1;
    for (const line of lines) {
      this.#line(line, y, colour);
      y += height * 1.28;
    }
    return y;
  }

  /** Writes a title in one line, as large as it can be. */
  title(text: string, y: number): number {
    let height = 104;
    do this.#font(500, height, 'serif');
    while (this.#lines(text).length > 1 && (height -= 4) > 40);
    this.#line(text, y + height / 3, 'ink');
    return y + height * 0.4 + 62;
  }

  foot(text: string): void {
    this.#font(400, 26, 'sans');
    this.#line(text, cardHeight - margin + 20, 'quiet');
  }

  /** How likely each shape is. */
  bars({ shape }: FaceReading, y: number): number {
    const ranked = (Object.entries(shape.probabilities) as [ShapeName, number][]).sort((a, b) => b[1] - a[1]);
    const length = cardWidth - 2 * margin;
    for (const [name, share] of ranked.slice(0, bars)) {
      this.text(`${shapeName(name)} ${percent(share)}`, y, 400, 28, 'ink', 'sans');
      this.#bar(y + 12, length, 'line');
      this.#bar(y + 12, length * share, 'accent');
      y += 58;
    }
    return y + 16;
  }

  #font(weight: number, height: number, family: Family): void {
    this.#context.font = `${weight} ${height}px ${this.#style.getPropertyValue(`--${family}`)}`;
  }

  #line(text: string, y: number, colour: Ink): void {
    this.#context.fillStyle = this.#colour(colour);
    this.#context.fillText(text, this.#rightToLeft ? cardWidth - margin : margin, y);
  }

  #bar(y: number, length: number, colour: Ink): void {
    this.#context.fillStyle = this.#colour(colour);
    this.#context.beginPath();
    this.#context.roundRect(this.#rightToLeft ? cardWidth - margin - length : margin, y, length, 10, 5);
    this.#context.fill();
  }

  #photo(photo: HTMLCanvasElement, { face }: FaceReading): void {
    const [x, y, width, height] = face.box;
    const side = Math.max(width, height) * 1.7;
    const context = this.#context;
    const left = this.#rightToLeft ? margin : cardWidth - margin - outlineHeight;
    context.save();
    context.beginPath();
    context.roundRect(left, margin, outlineHeight, outlineHeight, 40);
    context.clip();
    context.drawImage(photo, x + width / 2 - side / 2, y + height / 2 - 0.56 * side, side, side, left, margin, outlineHeight, outlineHeight);
    context.restore();
  }

  #lines(text: string): string[] {
    const lines: string[] = [''];
    for (const word of text.split(' ')) {
      const longer = `${lines.at(-1)} ${word}`.trim();
      if (this.#context.measureText(longer).width > cardWidth - 2 * margin && lines.at(-1) !== '') lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines;
  }

  #colour(ink: Ink): string {
    return this.#style.getPropertyValue(`--${ink}`);
  }
}
