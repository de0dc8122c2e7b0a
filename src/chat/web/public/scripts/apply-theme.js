// A plain script in the head: the chosen colours are there before anything is drawn.
try {
  const theme = localStorage.getItem("footnote-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is switched off: the system's colours hold.
}
