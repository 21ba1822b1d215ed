import type { Host } from '../host/host';
import { readMasks, readOutlines, type NamedMask, type Outlines } from '../wire/glyphs';
import { readPatch, type Face, type Patch } from '../wire/patch';

export type PageColour = 'black' | 'black-and-red' | 'full';
export type StoryKind = 'article' | 'photos' | 'qr' | 'page-title' | 'contents';

export interface PageSummary {
  readonly number: string;
  readonly title: string;
  readonly colour: PageColour;
}

export interface StorySummary {
  readonly id: string;
  readonly title: string;
  readonly kind: StoryKind;
  readonly characters: number;
  readonly pictures: number;
  /** Numbers of the pages on which it stands. */
  readonly placed: readonly string[];
  /** Id of the story that it doubles (重稿). */
  readonly doubles: string | null;
}

/** An opened edition; crates/desk/src/summary.rs. */
export interface Summary {
  readonly folder: string;
  readonly name: string;
  readonly paper: string;
  readonly date: string;
  readonly dateText: string;
  readonly issue: number | null;
  readonly pages: readonly PageSummary[];
  readonly stories: readonly StorySummary[];
}

/** Which masks to make; crates/desk/src/masks.rs. */
export interface MaskSet {
  readonly face: Face;
  /** Type size in device pixels. */
  readonly size: number;
  readonly widthPermille: number;
  readonly phases: 1 | 4;
}

/** The desk's commands with their types. */
export class DeskClient {
  private readonly encoder = new TextEncoder();

  constructor(private readonly host: Host) {}

  async open(dir: string): Promise<Summary> {
    const answer = await this.send('open', { dir });
    return JSON.parse(new TextDecoder().decode(answer)) as Summary;
  }

  async page(page: string): Promise<Patch> {
    return readPatch(await this.send('page', { page }));
  }

  async masks(set: MaskSet, glyphs: readonly number[]): Promise<NamedMask[]> {
    const { face, size, widthPermille: width, phases } = set;
    return readMasks(await this.send('masks', { ...face, size, width, phases, glyphs }));
  }

  async outlines(face: Face, glyphs: readonly number[]): Promise<Outlines<Path2D>> {
    return readOutlines(await this.send('outlines', { ...face, glyphs }), () => new Path2D());
  }

  async picture(file: string, width: number): Promise<ImageBitmap> {
    const answer = await this.send('picture', { file, width });
    return createImageBitmap(new Blob([answer], { type: 'image/png' }));
  }

  private send(command: string, request: object): Promise<ArrayBuffer> {
    return this.host.dispatch(command, this.encoder.encode(JSON.stringify(request)));
  }
}
