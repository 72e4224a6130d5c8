/** Charts of what a sweep says, as SVG text and for the terminal. They draw; what they draw is worked out in `analysis`. */
export { terminalChart } from './terminal'
