import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** Around the one accent, which stands at 6. */
const takings: MantineColorsTuple = [
  '#EEEFFC',
  '#DCDEF9',
  '#C9CCF5',
  '#A9AEEC',
  '#7D85DE',
  '#5A62D1',
  '#3D45C4',
  '#3138A8',
  '#282E8B',
  '#1F2470',
];

/** What Mantine draws in the dark with, in the hues of our tokens. */
const dark: MantineColorsTuple = [
  '#C6CCD8',
  '#B1B8C6',
  '#A0A8B7',
  '#7D8494',
  '#3D4453',
  '#2A303B',
  '#20252F',
  '#171B23',
  '#141820',
  '#101319',
];

export const theme = createTheme({
  colors: { takings, dark },
  primaryColor: 'takings',
  primaryShade: 6,
  black: '#16181D',
  defaultRadius: 8,
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '24px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '32px' },
  spacing: { xs: '4px', sm: '8px', md: '16px', lg: '24px', xl: '32px' },
  // One column with the navigation as a drawer below 1024 px.
  breakpoints: { xs: '20em', sm: '36em', md: '64em', lg: '80em', xl: '96em' },
  headings: {
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '24px', lineHeight: '32px', fontWeight: '650' },
      h2: { fontSize: '16px', lineHeight: '24px', fontWeight: '620' },
      h3: { fontSize: '14px', lineHeight: '20px', fontWeight: '620' },
    },
  },
  autoContrast: true,
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    // Fields are 40 px high; nothing is written smaller than 12 px.
    Input: { vars: () => ({ wrapper: { '--input-height': '40px', '--input-fz': '14px', '--input-bd': 'var(--tk-field)' } }) },
    InputWrapper: {
      vars: () => ({
        label: { '--input-label-size': '14px' },
        description: { '--input-description-size': '13px' },
        error: { '--input-error-size': '13px' },
      }),
    },
    // A list that hangs open stands where its field stands, in the page or the dialog, and not outside of both; and is not cut off by it.
    Combobox: { defaultProps: { withinPortal: false, floatingStrategy: 'fixed' } },
    Switch: { defaultProps: { size: 'md' } },
    Button: { defaultProps: { size: 'sm', fz: 14 } },
    Table: { defaultProps: { verticalSpacing: 11, fz: 14 } },
    Badge: { defaultProps: { radius: 'xl', tt: 'none' } },
  },
});

/** Mantine's own greys and reds are too light for text; ours are read. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': 'var(--tk-ink-3)',
    '--mantine-color-error': 'var(--tk-bad)',
    '--mantine-color-placeholder': 'var(--tk-ink-3)',
  },
  dark: {
    '--mantine-color-dimmed': 'var(--tk-ink-3)',
    '--mantine-color-error': 'var(--tk-bad)',
    '--mantine-color-placeholder': 'var(--tk-ink-3)',
    '--mantine-color-body': 'var(--tk-surface)',
    '--mantine-color-text': 'var(--tk-ink)',
    '--mantine-color-default': 'var(--tk-surface)',
    '--mantine-color-default-hover': 'var(--tk-subtle)',
    '--mantine-color-default-color': 'var(--tk-ink)',
    '--mantine-color-default-border': 'var(--tk-line-2)',
    '--mantine-color-anchor': 'var(--tk-accent)',
  },
});
