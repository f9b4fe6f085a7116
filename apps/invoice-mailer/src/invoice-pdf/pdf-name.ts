/** `TK-2026-000017.pdf`; whatever a file system or a header might stumble over becomes an underscore. */
export const pdfName = (invoiceNumber: string) => `${invoiceNumber.replace(/[^\w.-]+/g, '_')}.pdf`;
