/** The window around the panes: welcome, notices, dialogs. */
export const shell = {
  welcome: 'Welcome',
}
