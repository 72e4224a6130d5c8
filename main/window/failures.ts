/** Why the system does not let a file be written, in words that end a sentence. */
import { texts } from '../../texts'

export function whyNotWritten({ code, message }: NodeJS.ErrnoException): string {
  return texts.notices.notWritten[code ?? ''] ?? message
}
