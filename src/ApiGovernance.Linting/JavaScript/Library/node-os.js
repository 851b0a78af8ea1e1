// Stands in for os of Node.js: nothing of the machine is told.
export const EOL = "\n";
export const platform = () => "none";
export const release = () => "0";
export const type = () => "none";
export const arch = () => "none";
export const homedir = () => "/";
export const tmpdir = () => "/";
export const cpus = () => [];
export default { EOL, platform, release, type, arch, homedir, tmpdir, cpus };
