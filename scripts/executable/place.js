/** Where the executable is made, for the system that this runs on. */
export const folder = 'dist-executable';
export const program = `${folder}/meshwright${process.platform === 'win32' ? '.exe' : ''}`;
