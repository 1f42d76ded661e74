/** Puts blanks before each line but empty ones, which texts of several lines may hold. */
export const indented = (text: string, blanks: string): string =>
  blanks === '' ? text : text.replace(/(?<=^|\n)(?=[^\n])/g, blanks);
