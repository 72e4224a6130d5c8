/** Whose turn it is: one run or comparison at a time over all windows, since they share the processors. */
import type { Work } from '../../protocol/window'
import { texts } from '../../texts/main'

interface Holder {
  readonly owner: object
  readonly work: Work
}

export class Turn {
  private holder: Holder | undefined
  /** Called when it is taken and when it is given back. */
  changed: () => void = () => undefined

  get isTaken(): boolean {
    return this.holder !== undefined
  }

  /** What others than this owner have going on. */
  beside(owner: object): Work | null {
    return this.holder === undefined || this.holder.owner === owner ? null : this.holder.work
  }

  /** @returns gives it back. @throws Error while it is taken */
  take(owner: object, work: Work): () => void {
    if (this.holder !== undefined) throw new Error(refusal(this.holder, owner))
    const holder: Holder = (this.holder = { owner, work })
    this.changed()
    return () => {
      if (this.holder !== holder) return
      this.holder = undefined
      this.changed()
    }
  }
}

function refusal({ owner, work }: Holder, asking: object): string {
  const { goesOn, goesOnElsewhere } = texts.notices
  return owner === asking ? goesOn(work) : goesOnElsewhere(work)
}
