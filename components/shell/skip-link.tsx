/** The first stop of the Tab key: past the navigation, straight to the page. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="fixed top-2 left-2 z-50 -translate-y-20 rounded-md bg-primary px-3 py-2 text-sm font-medium text-inverse focus:translate-y-0"
    >
      Skip to content
    </a>
  );
}
