// Stands in for tty of Node.js: there is no terminal.
export const isatty = () => false;
export default { isatty };
