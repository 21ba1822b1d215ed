/**
 * For `mousedown` of a button: leaves the keyboard with the edited text, or with the page, instead of taking it.
 * A field of a panel does lose it, so that what was typed there is taken in.
 */
export function leaveKeyboard(event: MouseEvent): void {
  const holder = document.activeElement;
  if (holder === null || holder === document.body || holder.id === 'text-input') event.preventDefault();
}
