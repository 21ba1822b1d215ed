import type { DeskClient, StorySummary, Summary } from '../desk/client';
import { toDeskError, type DeskError } from '../desk/error';
import type { Host } from '../host/host';
import { LANGUAGES, type Language, type Messages } from '../i18n';
import type { Article, Block, Patch } from '../wire/patch';
import { Recent } from './recent';

const LANGUAGE_KEY = 'banxin.language';

/** What the window shows now. The document itself lives in the desk. */
export class Session {
  summary = $state.raw<Summary | null>(null);
  patch = $state.raw<Patch | null>(null);
  /** Number of the page that is shown or on its way. */
  pageNumber = $state<string | null>(null);
  /** What failed last, until it is closed or something works. */
  error = $state.raw<DeskError | null>(null);
  busy = $state(false);
  language = $state<Language>(storedLanguage());
  selected = $state<string | null>(null);
  guides = $state(false);
  openBox = $state(false);
  dropping = $state(false);
  recent = $state.raw<readonly string[]>([]);
  /** Counts the editions opened, so that the stage knows another one. */
  opened = $state(0);
  zoom = $state(1);

  private readonly recents = new Recent();
  private readonly desk: DeskClient;
  private readonly host: Host;

  constructor(host: Host, desk: DeskClient) {
    this.host = host;
    this.desk = desk;
    this.recent = this.recents.list();
  }

  get words(): Messages {
    return LANGUAGES[this.language];
  }

  /** How a story fits on the page that is shown. */
  articleOf(story: string): Article | undefined {
    return this.patch?.notes.articles.find((article) => article.story === story);
  }

  get selectedBlock(): Block | null {
    return this.patch?.blocks.find((block) => block.id === this.selected) ?? null;
  }

  /** The story that stands in the selected block. */
  get selectedStory(): StorySummary | null {
    const id = this.patch?.notes.articles.find((article) => article.block === this.selected)?.story;
    return this.summary?.stories.find((story) => story.id === id) ?? null;
  }

  /** Starts with what the program was called with. */
  async start(): Promise<void> {
    const launch = await this.host.launch();
    if (launch.edition !== null) await this.open(launch.edition);
  }

  /** Opens an edition; if that fails, what was open stays. Says whether it worked. */
  async open(dir: string): Promise<boolean> {
    return this.attempt(async () => {
      const summary = await this.desk.open(dir);
      this.summary = summary;
      this.opened += 1;
      this.patch = null;
      this.pageNumber = null;
      this.selected = null;
      this.openBox = false;
      this.recent = this.recents.add(summary.folder);
      await this.host.setTitle(`${summary.name} - ${LANGUAGES['zh-CN'].app}`);
      const first = summary.pages[0];
      if (first) await this.load(first.number);
    });
  }

  /** Shows a page of the open edition. */
  async show(number: string): Promise<boolean> {
    if (number === this.pageNumber && this.patch) return true;
    return this.attempt(() => this.load(number));
  }

  /** Shows the page before (−1) or after (1), if there is one. */
  async turn(by: 1 | -1): Promise<void> {
    const pages = this.summary?.pages ?? [];
    const next = pages[pages.findIndex(({ number }) => number === this.pageNumber) + by];
    if (next) await this.show(next.number);
  }

  /** Selects the block of a story, on its page. */
  async selectStory(story: StorySummary): Promise<void> {
    const page = story.placed.find((number) => number === this.pageNumber) ?? story.placed[0];
    if (page === undefined || !(await this.show(page))) return;
    this.selected = this.articleOf(story.id)?.block ?? null;
  }

  switchLanguage(): void {
    this.language = this.language === 'en' ? 'zh-CN' : 'en';
    localStorage.setItem(LANGUAGE_KEY, this.language);
  }

  /** Shows what failed. */
  fail(thrown: unknown): void {
    this.error = toDeskError(thrown);
  }

  private async load(number: string): Promise<void> {
    this.pageNumber = number;
    const edition = this.opened;
    const patch = await this.desk.page(number);
    // A later command may have taken over meanwhile.
    if (this.opened !== edition || this.pageNumber !== number) return;
    this.patch = patch;
    this.selected = null;
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

/** Chinese first; English when it was chosen. */
function storedLanguage(): Language {
  return localStorage.getItem(LANGUAGE_KEY) === 'en' ? 'en' : 'zh-CN';
}
