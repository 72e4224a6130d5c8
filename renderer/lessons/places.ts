/** Leads to the parts of the window that a lesson wants to be watched. */
import { tick } from 'svelte'
import type { LessonPlace } from '../../protocol/lesson'
import { ACTIONS } from '../palette/actions'
import type { LabState } from '../state/lab-state.svelte'

/** Shows it and puts the focus there. */
export function showPlace(lab: LabState, place: LessonPlace): void {
  switch (place) {
    case 'processors':
    case 'memory':
      lab.resource = place
      return showChart(lab, place)
    case 'timeline':
    case 'throughput':
      return showChart(lab, place)
    case 'comparison':
      return lab.compare()
    case 'editor':
    case 'console':
    case 'processes':
    case 'sharing':
    case 'incidents':
      return ACTIONS[`focus-${place}`].act(lab)
  }
}

function showChart(lab: LabState, place: LessonPlace): void {
  ACTIONS['focus-charts'].act(lab)
  void tick().then(() => {
    const chart = document.querySelector<HTMLElement>(`#charts [data-place="${place}"]`)
    const target = chart?.tabIndex === 0 ? chart : chart?.querySelector<HTMLElement>('[tabindex="0"]')
    chart?.scrollIntoView({ block: 'nearest' })
    target?.focus()
  })
}
