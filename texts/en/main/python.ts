/** What is said of Python itself. */
export const python = {
  preparing: 'Preparing Python, once: this takes some seconds.',
  prepared: (seconds: string) => `Python is prepared (${seconds} s).`,
  notPrepared: 'Python could not be prepared; its processes take some seconds to start.',
}
