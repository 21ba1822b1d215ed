/**
 * Watches an element's size in device pixels, and device pixels a CSS pixel; gives what stops it. Where the webview
 * tells the exact number of device pixels, that is taken: a rounded one would blur the whole canvas at 125 %.
 */
export function watchSize(
  element: HTMLElement,
  changed: (width: number, height: number, ratio: number) => void,
): () => void {
  let exact: ResizeObserverSize | undefined;
  const tell = () => {
    const ratio = window.devicePixelRatio;
    const { clientWidth, clientHeight } = element;
    const near = (size: number, css: number) => Math.abs(size - css * ratio) < 2;
    // After a change of density the exact size comes later.
    if (exact && near(exact.inlineSize, clientWidth) && near(exact.blockSize, clientHeight)) {
      changed(exact.inlineSize, exact.blockSize, ratio);
    } else {
      changed(clientWidth * ratio, clientHeight * ratio, ratio);
    }
  };
  const observer = new ResizeObserver(([entry]) => {
    // WebKit does not have it, whatever the types say.
    const sizes = entry?.devicePixelContentBoxSize as readonly ResizeObserverSize[] | undefined;
    exact = sizes?.[0];
    tell();
  });
  try {
    observer.observe(element, { box: 'device-pixel-content-box' });
  } catch {
    observer.observe(element);
  }
  // A move to a screen of another density changes no size in CSS pixels, so it is watched by itself.
  let density: MediaQueryList | undefined;
  const watch = () => {
    density?.removeEventListener('change', watch);
    density = window.matchMedia(`(resolution: ${String(window.devicePixelRatio)}dppx)`);
    density.addEventListener('change', watch);
    tell();
  };
  watch();
  return () => {
    observer.disconnect();
    density?.removeEventListener('change', watch);
  };
}
