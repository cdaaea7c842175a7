const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 200;
const TOP = 12;
const BOTTOM = HEIGHT - 26;
const RADIUS = 4;
const LABEL_WIDTH = 56;

/** @typedef {{label: string, text: string, value: number}} Bar */

/**
 * Draws bars into an element of any width; nothing but attributes and classes, so that no style is inline.
 *
 * @param {SVGSVGElement} svg whose `g` gets the chart
 * @param {Bar[]} bars a value of 0 or more each; `label` stands below, `text` shows up over the bar
 * @param {(value: number) => string} format for the scale
 */
export function drawBars(svg, bars, format) {
  const width = svg.clientWidth;
  const top = roundUp(Math.max(1, ...bars.map((bar) => bar.value)));
  const scale = [0, top / 2, top].map((value) => ({ value, text: format(value) }));
  const left = 10 + 7.5 * Math.max(...scale.map(({ text }) => text.length));
  const step = (width - left) / bars.length;
  const every = Math.max(1, Math.ceil(LABEL_WIDTH / step));
  const y = (/** @type {number} */ value) => BOTTOM - (value / top) * (BOTTOM - TOP);

  svg.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
  svg.querySelector("g")?.replaceChildren(
    ...scale.flatMap(({ value, text }) => [
      element("line", { class: "grid", x1: left, x2: width, y1: y(value), y2: y(value) }),
      element("text", { class: "end", x: left - 8, y: y(value) + 4 }, text),
    ]),
    ...bars.flatMap((bar, i) => {
      const x = left + i * step;
      const column = element("path", {
        class: i === bars.length - 1 ? "bar newest" : "bar",
        d: columnPath(x + step * 0.16, y(bar.value), step * 0.68),
      });
      column.append(element("title", {}, bar.text));
      // counted from the newest, which always has its label, within the chart
      const after = bars.length - 1 - i;
      if (after % every !== 0) return [column];
      const place = after === 0 ? { class: "end", x: width } : { class: "middle", x: x + step / 2 };
      return [column, element("text", { ...place, y: HEIGHT - 6 }, bar.label)];
    }),
  );
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @returns {string} a column that stands on the bottom line and is round at its top
 */
function columnPath(x, y, width) {
  const r = Math.min(RADIUS, width / 2, BOTTOM - y);
  return `M${x} ${BOTTOM}V${y + r}q0 ${-r} ${r} ${-r}h${width - 2 * r}q${r} 0 ${r} ${r}V${BOTTOM}z`;
}

/**
 * @param {number} value
 * @returns {number} a little more, of which the half reads well too
 */
function roundUp(value) {
  const step = Math.max(2, 0.4 * 10 ** Math.floor(Math.log10(value)));
  return Math.ceil(value / step) * step;
}

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {string} [text]
 * @returns {Element}
 */
function element(name, attributes, text = "") {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.textContent = text;
  return made;
}
