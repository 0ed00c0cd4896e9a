import { AdvicePanel } from './advice.ts';
import { announce } from './announce.ts';
import { clearAnswer, showAnswer } from './answer.ts';
import { byId, html } from './dom.ts';
import { drawOverlay } from './overlay.ts';
import type { FaceReading, ReadingOk } from './protocol.ts';
import type { Trouble } from './trouble.ts';
import { megabytes, say, spoken, trouble, words } from './words.ts';

type Panel = 'intro' | 'answer' | 'trouble';
type Stage = 'empty' | 'photo' | 'camera';

/** An offer below a trouble. */
export interface Offer {
  readonly label: string;
  readonly take: () => void;
}

/** Where a photo stands above the words; tool.css has the same. */
const narrow = matchMedia('(max-width: 59.99rem)');

/** What the page shows. Decides nothing. */
export class View {
  readonly #canvas = byId<HTMLCanvasElement>('canvas');
  readonly #overlay = byId<SVGSVGElement>('overlay');
  readonly #answer = byId('answer');
  readonly #trouble = byId('trouble');
  readonly #advice = new AdvicePanel();

  constructor() {
    const lines = byId<HTMLInputElement>('lines');
    lines.addEventListener('change', () => this.#overlay.toggleAttribute('data-off', !lines.checked));
    narrow.addEventListener('change', () => this.#place());
  }

  /** Draws the photo. */
  photo(bitmap: ImageBitmap): void {
    this.#canvas.width = bitmap.width;
    this.#canvas.height = bitmap.height;
    this.#canvas.getContext('2d', { alpha: false })?.drawImage(bitmap, 0, 0);
    this.#overlay.replaceChildren();
    this.stage('photo');
  }

  /** The photo that is shown, once more; undefined when there is none. */
  async shown(): Promise<ImageBitmap | undefined> {
    return byId('photo').hidden ? undefined : createImageBitmap(this.#canvas);
  }

  working(words: string, cancellable: boolean): void {
    byId('working').hidden = false;
    byId('working-words').textContent = words;
    byId('cancel').hidden = !cancellable;
  }

  /** Bytes that have arrived; undefined when nobody can say how far it is. */
  progress(loaded: number | undefined): void {
    const bar = byId<HTMLProgressElement>('progress');
    byId('working-bytes').hidden = loaded === undefined;
    if (loaded === undefined) bar.removeAttribute('value');
    else {
      bar.value = loaded;
      byId('working-loaded').textContent = megabytes(loaded);
    }
  }

  /** Bytes that have arrived of what this photo needs besides. */
  more(loaded: number, total: number): void {
    const bar = byId<HTMLProgressElement>('progress');
    bar.value = (bar.max * loaded) / total;
    this.working(say(words.tool.more, { loaded: megabytes(loaded), total: megabytes(total) }), true);
  }

  idle(): void {
    byId('working').hidden = true;
  }

  /** Shows an answer; where the photo has several faces, calls back when another is chosen. */
  answer(reading: ReadingOk, milliseconds: number, onChosen: (face: FaceReading) => void): void {
    this.#show(reading, milliseconds);
    const faces = [reading, ...(reading.others ?? [])];
    if (faces.length > 1) this.#faceButtons(faces, reading, milliseconds, onChosen);
    this.panel('answer');
    if (faces.length > 1) byId('photo').scrollIntoView({ block: 'nearest' });
    this.#answer.focus({ preventScroll: true });
    announce(faces.length > 1 ? `${spoken(reading)} ${words.tool.choose}` : spoken(reading));
  }

  /** The same face, better known. */
  together(face: FaceReading, milliseconds: number): void {
    this.#show(face, milliseconds);
  }

  /** @param leftOut Which photos of several could not be read, in sentences; empty where there was one. */
  trouble(code: Trouble, offers: readonly Offer[], leftOut = ''): void {
    const { what, remedy } = trouble(code);
    this.#trouble.dataset['code'] = code;
    this.#trouble.replaceChildren(
      html('h1', { id: 'trouble-title' }, what),
      html('p', { class: 'lede' }, remedy),
      ...(leftOut ? [html('p', { class: 'hint' }, leftOut)] : []),
      html('div', { class: 'actions' }, ...offers.map(({ label, take }, index) => {
        const button = html('button', { type: 'button', class: index === 0 ? 'button primary' : 'button' }, label);
        button.addEventListener('click', take);
        return button;
      })),
    );
    this.panel('trouble');
    this.#trouble.focus({ preventScroll: true });
    announce([what, remedy, leftOut].join(' ').trim());
  }

  panel(panel: Panel): void {
    byId('intro').hidden = panel !== 'intro';
    this.#trouble.hidden = panel !== 'trouble';
    if (panel !== 'answer') this.#clear();
    byId('after').hidden = panel === 'intro';
    byId('forget').hidden = byId('photo').hidden; // There is none to forget.
  }

  stage(stage: Stage): void {
    byId('stage').dataset['view'] = stage;
    byId('photo').hidden = stage !== 'photo';
    byId('camera').hidden = stage !== 'camera';
    this.#place();
  }

  /** Nothing stands where the camera was; a photo stays. */
  leaveCamera(): void {
    if (!byId('camera').hidden) this.stage('empty');
  }

  /** Takes every trace of a photo off the page. */
  forget(): void {
    this.#canvas.width = this.#canvas.height = 1;
    this.#overlay.replaceChildren();
    this.#clear();
    this.#trouble.replaceChildren();
    this.idle();
    this.stage('empty');
    this.panel('intro');
  }

  /** What stands above the words comes before them in the page, too: for tabs, and for those who listen. */
  #place(): void {
    const stage = byId('stage');
    const above = narrow.matches && stage.dataset['view'] !== 'empty';
    if (above === (stage.previousElementSibling === null)) return;
    const { activeElement: at } = document;
    if (above) byId('tool').prepend(stage);
    else byId('tool').append(stage);
    if (at instanceof HTMLElement && stage.contains(at)) at.focus({ preventScroll: true }); // what is moved loses it
  }

  #clear(): void {
    clearAnswer(this.#answer);
    byId('faces').replaceChildren(); // each would show its answer again
    this.#advice.clear();
  }

  #show(face: FaceReading, milliseconds: number): void {
    drawOverlay(this.#overlay, face, this.#canvas.width, this.#canvas.height);
    showAnswer(this.#answer, face, milliseconds);
    void this.#advice.show(face);
  }

  #faceButtons(faces: readonly FaceReading[], chosen: FaceReading, milliseconds: number, onChosen: (face: FaceReading) => void): void {
    const buttons = faces.map((face, index) => {
      const button = html('button', { type: 'button', class: 'face', 'aria-label': say(words.tool.faceOf, { n: index + 1, of: faces.length }), 'aria-pressed': String(face === chosen) });
      const [x, y, width, height] = face.face.box;
      button.style.left = `${(100 * x) / this.#canvas.width}%`;
      button.style.top = `${(100 * y) / this.#canvas.height}%`;
      button.style.width = `${(100 * width) / this.#canvas.width}%`;
      button.style.height = `${(100 * height) / this.#canvas.height}%`;
      button.addEventListener('click', () => {
        for (const other of buttons) other.setAttribute('aria-pressed', String(other === button));
        this.#show(face, milliseconds);
        this.#askWhich();
        onChosen(face);
        announce(spoken(face));
      });
      return button;
    });
    byId('faces').replaceChildren(...buttons);
    this.#askWhich();
  }

  /** Frames on a photo do not say that they can be chosen. */
  #askWhich(): void {
    this.#answer.querySelector('header')?.after(html('p', { class: 'hint' }, words.tool.choose));
  }
}
