/** The one organisation that the sandbox keeps. A custom connection has exactly one, so the id is fixed. */
export const TENANT_ID = '4b8a2f3e-6f3c-4a51-9a64-7d1f0c2b5e10';
