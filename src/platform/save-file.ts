/** Gives the visitor a text as a file, as a download: that needs no permission. */
export function saveFile(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Else it would stay as long as the page does.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
