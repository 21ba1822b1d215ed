/** The folder that holds a file or folder. */
export function parentOf(path: string): string {
  const trimmed = path.replace(/[/\\]+$/, '');
  const cut = Math.max(trimmed.lastIndexOf('/'), trimmed.lastIndexOf('\\'));
  return cut > 0 ? trimmed.slice(0, cut) : trimmed.slice(0, cut + 1);
}

/** A name in a folder, written the way the folder is. */
export function joined(folder: string, name: string): string {
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/';
  return /[/\\]$/.test(folder) ? folder + name : folder + separator + name;
}

/** Whether a dropped path is a manuscript or a picture by its ending, and not the folder of an edition or its file. */
export function isManuscript(path: string): boolean {
  return /\.[a-z]{1,5}$/i.test(path) && !/\.toml$/i.test(path);
}

/** A count of bytes as people read it. */
export function bytesShown(bytes: number): string {
  if (bytes < 1_000_000) return `${String(Math.max(1, Math.round(bytes / 1000)))} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
