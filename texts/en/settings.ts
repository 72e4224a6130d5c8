/** The settings and what each is for. */
export const settings = {
  title: 'Settings',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark', 'high-contrast': 'High contrast' },
}
