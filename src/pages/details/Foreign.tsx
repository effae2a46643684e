/** A value from outside, as text only and isolated: its direction can't reorder what stands around. */
export function Foreign({ text, code = false }: { text: string; code?: boolean }) {
  // The same characters that `foreign` drops: controls and invisible marks can't change what is read.
  const shown = text.replace(/[\p{Cc}\p{Cf}]/gu, '');
  return code ? (
    <code translate={false}>
      <bdi>{shown}</bdi>
    </code>
  ) : (
    <bdi translate={false}>{shown}</bdi>
  );
}
