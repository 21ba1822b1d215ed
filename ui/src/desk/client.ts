import type { Host } from '../host/host';
import { readMasks, readOutlines, type NamedMask, type Outlines } from '../wire/glyphs';
import { readPatch, type Face, type Patch, type Plates } from '../wire/patch';
import type { DeskState, TextState } from '../wire/state';
import type {
  Act,
  CaretRequest,
  Exported,
  ExportRequest,
  HitRequest,
  MaskSet,
  NewEdition,
  Printers,
  Progress,
  Summary,
} from './types';

/** The page that a request is about, and the serial of the last patch of it that is here, 0 for none. */
export interface At {
  readonly page: string;
  readonly have: number;
}

/** The same, with the revision that the request was made against. */
export interface AtRevision extends At {
  readonly revision: number;
}

/** The desk's commands with their types. */
export class DeskClient {
  private readonly encoder = new TextEncoder();
  private readonly decoder = new TextDecoder();
  private inFlight = 0;
  /** Called when the number of unanswered requests has changed. */
  onPending: (unanswered: number) => void = () => undefined;

  constructor(private readonly host: Host) {}

  /** `discard`: what is not saved of the edition that was open is forgotten once the other one is open. */
  open(dir: string, discard: boolean): Promise<Summary> {
    return this.json('open', { dir, discard });
  }

  /** As `open`. */
  create(edition: NewEdition, discard: boolean): Promise<Summary> {
    return this.json('create', { ...edition, discard });
  }

  summary(): Promise<Summary> {
    return this.json('summary', {});
  }

  page(at: At): Promise<Patch> {
    return this.patch('page', at);
  }

  /** Changes the edition: one step that can be undone. */
  act(at: AtRevision, act: Act): Promise<Patch> {
    return this.patch('act', { ...at, act });
  }

  /** Gives the page as it would be; nothing is changed. */
  look(at: AtRevision, act: Act): Promise<Patch> {
    return this.patch('look', { ...at, act });
  }

  undo(at: At): Promise<Patch> {
    return this.patch('undo', at);
  }

  redo(at: At): Promise<Patch> {
    return this.patch('redo', at);
  }

  /** Finds the place in a text under a point of the page; `null` where there is no text. */
  hit(page: string, request: HitRequest): Promise<TextState | null> {
    return this.json('hit', { page, ...request });
  }

  caret(page: string, request: CaretRequest): Promise<TextState | null> {
    return this.json('caret', { page, ...request });
  }

  /** Brings manuscripts and pictures into the edition, on no page yet. */
  import(at: AtRevision, files: readonly string[]): Promise<Patch> {
    return this.patch('import', { ...at, files });
  }

  save(): Promise<DeskState> {
    return this.json('save', {});
  }

  saveAs(dir: string): Promise<Summary> {
    return this.json('save-as', { dir });
  }

  /** Closes the edition and forgets what is not saved. */
  async discard(): Promise<void> {
    await this.send('discard', {});
  }

  export(request: ExportRequest): Promise<Exported> {
    return this.json('export', request);
  }

  printers(): Promise<Printers> {
    return this.json('printers', {});
  }

  /** How far a running export is. */
  progress(): Promise<Progress> {
    return this.json('progress', {});
  }

  /** Stops a running export. */
  async cancel(): Promise<void> {
    await this.send('cancel', {});
  }

  async masks(set: MaskSet, glyphs: readonly number[]): Promise<NamedMask[]> {
    const { face, size, widthPermille: width, turn, phases } = set;
    return readMasks(await this.send('masks', { ...face, size, width, turn, phases, glyphs }));
  }

  async outlines(face: Face, glyphs: readonly number[]): Promise<Outlines<Path2D>> {
    return readOutlines(await this.send('outlines', { ...face, glyphs }), () => new Path2D());
  }

  /** A picture as these plates print it. */
  async picture(file: string, width: number, plates: Plates = 'all'): Promise<ImageBitmap> {
    const answer = await this.send('picture', { file, width, plates });
    return createImageBitmap(new Blob([answer], { type: 'image/png' }));
  }

  private async patch(command: string, request: object): Promise<Patch> {
    return readPatch(await this.send(command, request));
  }

  /** What the desk answers is trusted to have the type that its documentation gives it. */
  private async json<T>(command: string, request: object): Promise<T> {
    return JSON.parse(this.decoder.decode(await this.send(command, request))) as T;
  }

  private async send(command: string, request: object): Promise<ArrayBuffer> {
    this.onPending((this.inFlight += 1));
    try {
      return await this.host.dispatch(command, this.encoder.encode(JSON.stringify(request)));
    } finally {
      this.onPending((this.inFlight -= 1));
    }
  }
}
