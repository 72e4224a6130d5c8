/** Charts of what a sweep says, as SVG text and for the terminal. They draw; what they draw is worked out in `analysis`. */
export { overlayChart, throughputChart, wallTimeChart, type NamedSweep, type Quantity } from './by-size'
export { chunkChart } from './chunk-curve'
export type { FigureOptions } from './frame'
export { seriesChart, type TimeSeries } from './series'
export { speedUpChart } from './speed-up'
export { terminalChart } from './terminal'
export type { Theme } from './theme'
