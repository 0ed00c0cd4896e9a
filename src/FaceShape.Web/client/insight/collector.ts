/** What became of a report. */
export type Outcome = 'counted' | 'refused' | 'later';

/** A photo that was given. */
export interface Donation {
  /** Whoever has it can delete the photo. */
  readonly code: string;
  /** The day after which it is deleted anyway. */
  readonly expires: string;
}

/** The page's side of the collector. Nothing but these three requests ever goes there. */
export class Collector {
  constructor(private readonly address: string) {}

  /** Sends a report; counted before is as good as counted. */
  async send(text: string): Promise<Outcome> {
    try {
      const { ok, status } = await this.#ask('v1/reports', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: text });
      if (ok || status === 409) return 'counted';
      return status === 429 || status >= 500 ? 'later' : 'refused';
    } catch {
      return 'later';
    }
  }

  /** Gives a photo away; throws when it was not taken. */
  async donate(photo: Blob): Promise<Donation> {
    const answer = await this.#ask('v1/donations', { method: 'POST', headers: { 'Content-Type': 'image/jpeg' }, body: photo });
    if (!answer.ok) throw new Error(`The photo was not taken (${answer.status})`);
    return answer.json();
  }

  /** Deletes a photo; false when there is none of that code. */
  async deleteDonation(code: string): Promise<boolean> {
    const { ok } = await this.#ask(`v1/donations/${encodeURIComponent(code)}`, { method: 'DELETE' });
    return ok;
  }

  #ask(path: string, request: RequestInit): Promise<Response> {
    return fetch(this.address + path, { ...request, credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' });
  }
}
