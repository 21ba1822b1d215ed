import type { BoxName, Tool } from '../commands';
import type { DeskClient } from '../desk/client';
import { toDeskError, type DeskError } from '../desk/error';
import type { Act, ExportRequest, Made, NewEdition, StorySummary, Summary } from '../desk/types';
import type { Host, Pick } from '../host/host';
import { LANGUAGES, type Language, type Messages } from '../i18n';
import type { GestureActions, Gestures } from '../stage/gestures';
import type { Stage } from '../stage/stage';
import type { About } from '../wire/about';
import type { Article, Block } from '../wire/patch';
import type { DeskState, TextState } from '../wire/state';
import { Carry, type CarryActions } from './carry.svelte';
import { Editor, type Cause, type EditorListener, type Hit, type Shown } from './editor';
import { Exporting } from './exporting.svelte';
import type { PageModel } from './page-model';
import { Recent } from './recent';

const LANGUAGE_KEY = 'banxin.language';
/** Milliseconds without another page after which the panels follow; after how many they follow sooner, and how soon. */
const FACTS_REST = 250;
const FACTS_LATEST = 1200;
const FACTS_BETWEEN = 50;

/** What the user wants done with changes that are not saved. */
export type Leave = 'save' | 'discard' | 'stay';

/** The text field that has the keyboard while text on the page is edited. */
export interface Keyboard {
  /** Ends an unfinished composition and takes the keyboard. */
  take(): void;
  /** Lets it go. */
  drop(): void;
}

/** What the window shows now. The document itself lives in the desk, and `Editor` asks it for changes. */
export class Session implements EditorListener, GestureActions, CarryActions {
  summary = $state.raw<Summary | null>(null);
  /** The page that is shown, as it is or, in a drag or a composition, as it would be. */
  model = $state.raw<PageModel | null>(null);
  /**
   * The page as the panels tell of it. It follows `model` when nothing has come for a while: setting the panels' words
   * anew takes longer than bringing a key to the screen.
   */
  facts = $state.raw<PageModel | null>(null);
  desk = $state.raw<DeskState | null>(null);
  /** The selection in the edited text, `null` when none is edited. */
  edited = $state.raw<TextState | null>(null);
  selected = $state<string | null>(null);
  /** Other blocks that were chosen with it, to make a group of them all. */
  also = $state.raw<readonly string[]>([]);
  /** What the tool in hand makes; with none the pointer selects. */
  making = $state.raw<Made | null>(null);
  guides = $state(false);
  zoom = $state(1);
  language = $state<Language>(storedLanguage());
  box = $state<BoxName | null>(null);
  /** Takes the answer to whether changes are to be saved, while that is asked. */
  leaving = $state.raw<((answer: Leave) => void) | null>(null);
  /** What failed last, until it is closed or something works. */
  error = $state.raw<DeskError | null>(null);
  busy = $state(false);
  dropping = $state(false);
  recent = $state.raw<readonly string[]>([]);
  /** Edits that were brought back from the journal, until that has been read. */
  recovered = $state(0);
  private wanted = $state<string | null>(null);
  private queued = $state(0);
  private unanswered = $state(0);
  /** Whether the panels do not tell of the page as it is yet. */
  private behind = $state(false);
  private toldAt = 0;
  private telling: ReturnType<typeof setTimeout> | undefined;

  stage: Stage | null = null;
  gestures: Gestures | null = null;
  keyboard: Keyboard | null = null;
  readonly editor: Editor;
  readonly exporting: Exporting;
  readonly carry: Carry;
  private readonly recents = new Recent();

  constructor(
    private readonly host: Host,
    readonly client: DeskClient,
  ) {
    this.recent = this.recents.list();
    this.editor = new Editor(client, this);
    this.exporting = new Exporting(client);
    this.carry = new Carry(this);
    client.onPending = (unanswered) => { this.unanswered = unanswered; };
  }

  get words(): Messages {
    return LANGUAGES[this.language];
  }

  /** Number of the page that is shown or on its way. */
  get pageNumber(): string | null {
    return this.wanted ?? this.model?.page ?? null;
  }

  get tool(): Tool {
    return this.making?.kind ?? 'select';
  }

  get editing(): boolean {
    return this.edited !== null;
  }

  /** What is still to come: requests to the desk that wait or are not answered, and what the panels are to tell. */
  get pending(): number {
    return this.queued + this.unanswered + Number(this.behind);
  }

  get mayPick(): boolean {
    return this.host.mayPick;
  }

  get selectedBlock(): Block | null {
    return this.model?.blocks.find((block) => block.id === this.selected) ?? null;
  }

  /** The story that stands in the selected block; the same while the block only changes, so that no row of the 稿库 stirs. */
  readonly selectedStory = $derived.by((): StorySummary | null => {
    const id = this.selectedBlock?.about.story;
    return this.summary?.stories.find((story) => story.id === id) ?? null;
  });

  /** How a story fits on the page that is shown. */
  articleOf(story: string): Article | undefined {
    return this.facts?.notes.articles.find((article) => article.story === story);
  }

  /** Starts with what the program was called with. */
  async start(): Promise<void> {
    const launch = await this.host.launch();
    if (launch.edition !== null) await this.open(launch.edition);
  }

  /** Opens an edition; if that fails, what was open stays. Says whether it worked. */
  open(dir: string): Promise<boolean> {
    return this.enter((discard) => this.client.open(dir, discard));
  }

  /** Makes a new edition, which is open then. */
  create(edition: NewEdition): Promise<boolean> {
    return this.enter((discard) => this.client.create(edition, discard));
  }

  save(): Promise<boolean> {
    return this.editor.save();
  }

  /** Saves the edition in another folder, in which it is worked on from then on. */
  saveAs(dir: string): Promise<boolean> {
    return this.attempt(async () => {
      await this.take(await this.editor.exclusively(() => this.client.saveAs(dir)));
      this.editor.refresh();
      this.box = null;
    });
  }

  importFiles(files: readonly string[]): Promise<boolean> {
    return this.attempt(async () => {
      if (await this.editor.importFiles(files)) this.box = null;
    });
  }

  async export(request: ExportRequest): Promise<void> {
    await this.editor.idle();
    await this.exporting.run(request);
  }

  /** Shows the system's file dialog; the chosen paths, none when it was cancelled. */
  async pick(what: Pick, suggested: string | null): Promise<readonly string[]> {
    try {
      return await this.host.pick(what, suggested);
    } catch (thrown) {
      this.fail(thrown);
      return [];
    }
  }

  /** Whether what is open may go away: asks about changes that are not saved. */
  async mayLeave(): Promise<boolean> {
    const answer = await this.leave();
    return answer === 'discard' ? this.forget() : answer === 'save';
  }

  /** Asks what is to be done with changes that are not saved, and saves them if that is the answer; `save` if none are. */
  private async leave(): Promise<Leave> {
    await this.editor.idle();
    if (this.leaving) return 'stay';
    if (!this.desk?.dirty) return 'save';
    const answer = await new Promise<Leave>((resolve) => { this.leaving = resolve; });
    this.leaving = null;
    return answer === 'save' && !(await this.save()) ? 'stay' : answer;
  }

  /** Shows a page of the open edition. */
  async show(number: string): Promise<boolean> {
    if (number === this.pageNumber && this.model) return true;
    this.wanted = number;
    this.select(null);
    const shown = await this.editor.show(number);
    if (this.wanted === number) this.wanted = null;
    return shown;
  }

  /** Shows the page before (−1) or after (1), if there is one. */
  async turn(by: 1 | -1): Promise<void> {
    const pages = this.summary?.pages ?? [];
    const next = pages[pages.findIndex(({ number }) => number === this.pageNumber) + by];
    if (next) await this.show(next.number);
  }

  select(block: string | null): void {
    this.selected = block;
    this.also = [];
  }

  /** Chooses a block with the selected one, or lets it go again. */
  choose(block: string): void {
    if (this.selected === null || block === this.selected) this.select(block);
    else if (this.also.includes(block)) this.also = this.also.filter((one) => one !== block);
    else this.also = [...this.also, block];
  }

  /** The blocks that belong with the selected one: those chosen with it, and those of its group. */
  get companions(): readonly string[] {
    const group = this.selectedBlock?.about.stand.group ?? null;
    const belongs = ({ id, about }: Block) =>
      id !== this.selected && (this.also.includes(id) || (group !== null && about.stand.group === group));
    return this.model?.blocks.filter(belongs).map(({ id }) => id) ?? [];
  }

  /** Selects a block, and brings it into view. */
  reveal(block: string | null): void {
    if (this.editing) this.leaveText();
    this.select(block);
    if (block !== null) this.stage?.reveal(block);
  }

  /** Selects the block of a story, on its page; of a part or picture that stands by itself, the one that holds it. */
  async selectStory(story: StorySummary, holds?: (about: About) => boolean): Promise<void> {
    const page = story.placed.find((number) => number === this.pageNumber) ?? story.placed[0] ?? this.pageNumber;
    if (page === null || !(await this.show(page))) return;
    const blocks = this.model?.blocks.filter(({ about }) => about.story === story.id) ?? [];
    const alone = ({ about }: Block) => about.kind === 'part' || about.kind === 'picture';
    const own = holds && blocks.find(({ about }) => holds(about));
    const block = own ?? blocks.find((one) => !alone(one)) ?? blocks[0];
    this.reveal(block?.id ?? null);
  }

  /** Takes the tool that makes something, or the one that selects. */
  make(making: Made | null): void {
    this.making = making;
  }

  toolDone(): void {
    this.making = null;
  }

  look(act: Act, causes: readonly Cause[]): void {
    this.editor.look(act, causes);
  }

  async act(act: Act | ((page: PageModel) => Act | null)): Promise<boolean> {
    const done = await this.editor.act(act);
    if (!this.editing) this.keyboard?.drop();
    return done;
  }

  place(act: Act): void {
    void this.act(act);
  }

  bail(): void {
    this.editor.bail();
  }

  async hit(hit: Hit): Promise<boolean> {
    await this.editor.hit(hit);
    if (!this.editing) this.keyboard?.drop();
    return this.editing;
  }

  takeKeyboard(): void {
    this.keyboard?.take();
  }

  leaveText(): void {
    this.editor.leaveText();
  }

  switchLanguage(): void {
    this.language = this.language === 'en' ? 'zh-CN' : 'en';
    localStorage.setItem(LANGUAGE_KEY, this.language);
  }

  /** The editor has an answer that shows the page. */
  page(shown: Shown): void {
    this.model = shown.page;
    this.stage?.show(shown);
    this.tellSoon(shown.page);
    const block = shown.page.blocks.find(({ id }) => id === shown.select);
    if (shown.preview) {
      if (block) this.carry.shown(block.about.cells);
      return;
    }
    if (this.box === null) this.error = null;
    // An undone step names the block that it had made, too.
    if (block) this.select(block.id);
    else if (!this.selectedBlock) this.select(null);
  }

  state(state: DeskState): void {
    // Most keys change nothing that the bars tell.
    if (!this.desk || !sameDesk(this.desk, state)) this.desk = state;
    if (this.summary && this.summary.state.stories !== state.stories) {
      this.editor.atRest(async () => { this.summary = await this.client.summary(); });
    }
  }

  text(text: TextState | null, causes: readonly Cause[]): void {
    this.edited = text;
    this.stage?.text(text, causes);
    if (text === null) this.keyboard?.drop();
    else if (text.block !== null) this.select(text.block);
  }

  failed(thrown: unknown): void {
    this.fail(thrown);
  }

  waiting(count: number): void {
    this.queued = count;
  }

  /** Shows what failed. */
  fail(thrown: unknown): void {
    this.error = toDeskError(thrown);
  }

  /** Closes the edition with its changes; nothing is open then. */
  private forget(): Promise<boolean> {
    return this.attempt(async () => {
      await this.editor.exclusively(() => this.client.discard());
      this.close();
    });
  }

  /** Has the panels tell of a page: of another one at once, of the same one when it has come to rest, or in time. */
  private tellSoon(page: PageModel): void {
    clearTimeout(this.telling);
    if (this.facts?.page !== page.page) {
      this.tellNow(page);
      return;
    }
    this.behind = true;
    // Between two keys if it must be, never together with one.
    const late = performance.now() - this.toldAt > FACTS_LATEST;
    this.telling = setTimeout(() => { this.tellNow(page); }, late ? FACTS_BETWEEN : FACTS_REST);
  }

  private tellNow(page: PageModel | null): void {
    clearTimeout(this.telling);
    this.facts = page;
    this.behind = false;
    this.toldAt = performance.now();
  }

  private close(): void {
    this.summary = null;
    this.model = null;
    this.tellNow(null);
    this.desk = null;
    this.wanted = null;
    this.recovered = 0;
    this.making = null;
    this.select(null);
    this.stage?.clear();
    this.editor.reset(null);
  }

  /** Opens another edition; only once it is open is what was not saved of this one forgotten. */
  private async enter(make: (discard: boolean) => Promise<Summary>): Promise<boolean> {
    const answer = await this.leave();
    if (answer === 'stay') return false;
    return this.attempt(async () => {
      const summary = await this.editor.exclusively(() => make(answer === 'discard'));
      this.close();
      await this.take(summary);
      this.box = null;
      this.recovered = summary.state.recovered;
      const first = summary.pages[0];
      if (first) await this.show(first.number);
    });
  }

  /** Takes the summary of an edition in another folder. */
  private async take(summary: Summary): Promise<void> {
    this.summary = summary;
    this.desk = summary.state;
    this.recent = this.recents.add(summary.folder);
    await this.host.setTitle(`${summary.name} - ${LANGUAGES['zh-CN'].app}`);
  }

  private async attempt(work: () => Promise<void>): Promise<boolean> {
    this.busy = true;
    this.error = null;
    try {
      await work();
      return true;
    } catch (thrown) {
      this.fail(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }
}

/** Whether two states say the same of the document; where the text is edited is told apart from that. */
function sameDesk(one: DeskState, other: DeskState): boolean {
  const keys = ['dirty', 'undo', 'redo', 'stories', 'recovered', 'guarded'] as const;
  return keys.every((key) => one[key] === other[key]);
}

/** Chinese first; English when it was chosen. */
function storedLanguage(): Language {
  return localStorage.getItem(LANGUAGE_KEY) === 'en' ? 'en' : 'zh-CN';
}
