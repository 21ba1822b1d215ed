import type { About } from '../wire/about';
import type { Patch } from '../wire/patch';

/**
 * A page as all patches so far have made it. A block that a patch did not bring stays the same object, so whoever
 * keeps something by it, like a painted bitmap, sees at once what has changed. `blocks` are all of the page here, in the
 * order of painting.
 */
export type PageModel = Omit<Patch, 'whole' | 'order' | 'state'>;

/** What a block is, the same object while it says the same: a key in its text must not stir the panels. */
function kept(before: About | undefined, now: About): About {
  return before && JSON.stringify(before) === JSON.stringify(now) ? before : now;
}

/** The page after a patch. Throws when the patch changes a page that is not here. */
export function merge(before: PageModel | null, patch: Patch): PageModel {
  const { serial, revision, page, width, height, faces, guides, notes } = patch;
  const known = new Map(before?.page === page ? before.blocks.map(({ id, about }) => [id, about]) : []);
  const blocks = new Map(patch.blocks.map((block) => [block.id, { ...block, about: kept(known.get(block.id), block.about) }]));
  if (!patch.whole) {
    if (before?.page !== page) throw new Error(`a change of page ${page}, which is not here`);
    for (const block of before.blocks) if (!blocks.has(block.id)) blocks.set(block.id, block);
  }
  const ordered = patch.order.map((id) => {
    const block = blocks.get(id);
    if (!block) throw new Error(`page ${page} has a block ${id} that never came`);
    return block;
  });
  return { serial, revision, page, width, height, faces, guides, blocks: ordered, notes };
}
