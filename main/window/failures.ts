/** Why the system does not let a file be written, in words that end a sentence. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'nothing can be written to that disk',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EEXIST: 'a file stands where its folder should',
  EISDIR: 'it is a folder',
}

export function whyNotWritten({ code, message }: NodeJS.ErrnoException): string {
  return REASONS[code ?? ''] ?? message
}
